package dev.cachebench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader of the figures must know.
 *
 * @param kind what it is about
 * @param target the target it concerns; null is the whole run
 * @param phase the phase it concerns; null is every phase
 * @param figures the numbers in it, by kebab-case name
 * @param seen what was seen
 * @param meaning what it may mean
 * @param remedy what to do
 */
public record Warning(
    Kind kind,
    @Nullable String target,
    @Nullable String phase,
    Map<String, Double> figures,
    String seen,
    String meaning,
    String remedy) {

  /** What a warning is about. */
  public enum Kind {
    INTERRUPTED,
    ABORTED,
    ARM_FAILED,
    SCHEDULE_DIFFERS,
    SHED_SLOTS,
    LATE_GENERATOR,
    RATE_NOT_SUSTAINED,
    LOW_ACHIEVED_RATE,
    NO_WARMUP,
    SHORT_WARMUP,
    WRONG_ANSWERS,
    OUT_OF_ORDER,
    FEW_MISSES,
    PREDICTION_OFF,
    EXPECTATION_UNMET;

    /** Returns the word used in {@code report.json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Copies the figures and keeps their order. */
  public Warning {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Returns the three sentences together. */
  public String text() {
    return seen + " " + meaning + " " + remedy;
  }
}
