package dev.cachebench.scenarios.model;

/**
 * The catalogue of keys.
 *
 * @param count number of keys, 1 to 100 million
 * @param distribution which of them are asked for
 */
public record KeysConfig(int count, KeyDistribution distribution) {}
