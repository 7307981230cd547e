package dev.cachebench.scenarios.model;

import java.util.Map;

/**
 * A speedup claim, kept as written until claims are judged.
 *
 * @param claim its form, such as {@code 1013x}
 * @param settings the other keys, as written, with paths such as {@code measured.target}
 */
public record ClaimConfig(String claim, Map<String, String> settings) {

  /** Copies the settings. */
  public ClaimConfig {
    settings = Map.copyOf(settings);
  }
}
