package dev.cachebench.scenarios.model;

import org.jspecify.annotations.Nullable;

/**
 * One cache under test, an arm of the comparison.
 *
 * @param name letters, digits, {@code -} and {@code _}; unique
 * @param preset what it is made of
 * @param role what it is in the run for
 * @param cache the scenario's cache settings with the preset's switches and the target's own keys
 *     laid over them
 * @param className the user's own class, for {@link Preset#OWN} only; else null
 */
public record TargetConfig(
    String name, Preset preset, Role role, CacheConfig cache, @Nullable String className) {

  /** Creates one that is ready-made. */
  public TargetConfig(String name, Preset preset, Role role, CacheConfig cache) {
    this(name, preset, role, cache, null);
  }
}
