package dev.cachebench.scenarios.model;

/**
 * Sizes of values; each key keeps its size, drawn uniformly from the range.
 *
 * @param min smallest size; every value carries a header of some 60 bytes, so it may come out
 *     larger
 * @param max largest size, at least {@code min}
 */
public record ValuesConfig(DataSize min, DataSize max) {}
