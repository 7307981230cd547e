package dev.cachebench.scenarios.result;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.Locale;

/**
 * The tag of a line of {@code intervals.hlog}: {@code target/round/phase/operation/outcome/series}.
 *
 * @param target name of the target
 * @param round from 1
 * @param phase name of the phase, or {@code warmup}
 * @param operation what was done
 * @param outcome how it ended
 * @param series which time
 */
public record HistogramTag(
    String target, int round, String phase, Operation operation, Outcome outcome, Series series) {

  /** Parses a tag as {@link #toString} writes it. */
  public static HistogramTag parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException("tag must have six parts, but was " + text);
    }
    return new HistogramTag(
        parts[0],
        Integer.parseInt(parts[1]),
        parts[2],
        Operation.valueOf(parts[3].toUpperCase(Locale.ROOT)),
        Outcome.valueOf(parts[4].toUpperCase(Locale.ROOT)),
        Series.valueOf(parts[5].toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /** Returns the tag as it stands in the file. */
  @Override
  public String toString() {
    return String.join(
        "/",
        target,
        Integer.toString(round),
        phase,
        operation.word(),
        outcome.word(),
        series.word());
  }
}
