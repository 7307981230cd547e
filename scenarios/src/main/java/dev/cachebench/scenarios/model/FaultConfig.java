package dev.cachebench.scenarios.model;

import dev.cachebench.scenarios.gate.UnitTable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the fault timeline, with its times resolved.
 *
 * @param kind what happens
 * @param on where it happens ({@code redis}, {@code origin}, …); null where the kind has one place
 * @param during the phase that it was tied to, or null when it was given by {@code at}
 * @param at start, from the start of the first phase (the warm-up is before 0)
 * @param length how long it lasts, or over which time it repeats; greater than 0
 * @param every for instantaneous kinds: repeats after this time; null is once, at {@code at}
 * @param settings the kind's own keys, as written
 */
public record FaultConfig(
    FaultKind kind,
    @Nullable String on,
    @Nullable String during,
    Duration at,
    Duration length,
    @Nullable Duration every,
    Map<String, String> settings) {

  /** Copies the settings. */
  public FaultConfig {
    settings = Map.copyOf(settings);
  }

  /** Returns whether it strikes nodes rather than Redis or the origin. */
  public boolean isOnNodes() {
    return on != null && on.startsWith("node");
  }

  /** Returns a setting in the base unit of its table. */
  public double number(String key, UnitTable table, double otherwise) {
    String text = settings.get(key);
    return text == null ? otherwise : table.parse(text).doubleValue();
  }

  /** Returns a setting that is a word. */
  public String word(String key, String otherwise) {
    return settings.getOrDefault(key, otherwise);
  }

  /** Returns a setting that is a duration. */
  public Duration duration(String key, Duration otherwise) {
    String text = settings.get(key);
    return text == null ? otherwise : Duration.ofNanos(UnitTable.DURATION.parse(text).longValue());
  }
}
