package dev.cachebench.scenarios.model;

/**
 * One cache under test, an arm of the comparison.
 *
 * @param name letters, digits, {@code -} and {@code _}; unique
 * @param preset what it is made of
 * @param role what it is in the run for
 * @param cache the scenario's cache settings with the preset's switches and the target's own keys
 *     laid over them
 */
public record TargetConfig(String name, Preset preset, Role role, CacheConfig cache) {}
