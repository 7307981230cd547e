package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run of a sweep.
 *
 * @param settings the values that make it, one for each axis, in the order of the file
 * @param scenario the scenario with them
 */
public record SweepPoint(List<Setting> settings, Scenario scenario) {

  /** Copies the settings. */
  public SweepPoint {
    settings = List.copyOf(settings);
  }

  /** Returns the values in words, such as {@code cache.l1.capacity=500}. */
  public String label() {
    return settings.stream()
        .map(setting -> setting.path() + "=" + setting.value())
        .collect(Collectors.joining(" "));
  }
}
