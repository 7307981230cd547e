package dev.cachebench.scenarios.model;

/**
 * The catalogue of keys.
 *
 * @param count number of keys, 1 to 100 million
 * @param distribution which of them are asked for
 * @param absent share of them that the origin does not have until they are put, 0 to 1; default 0
 */
public record KeysConfig(int count, KeyDistribution distribution, double absent) {

  /** Returns a catalogue of keys that the origin has. */
  public KeysConfig(int count, KeyDistribution distribution) {
    this(count, distribution, 0);
  }
}
