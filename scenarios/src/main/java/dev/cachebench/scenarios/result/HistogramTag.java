package dev.cachebench.scenarios.result;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.Locale;

/**
 * The tag of a line of {@code intervals.hlog}: {@code target/round/phase/operation/outcome/series}.
 * Gets that waited for another's load, the <i>delayed hits</i> of Atre et al. (SIGCOMM 2020), have
 * lines of their own, with {@value #COALESCED} in place of the outcome; they are {@code ORIGIN}
 * wherever outcomes are counted.
 *
 * @param target name of the target
 * @param round from 1
 * @param phase name of the phase, or {@code warmup}
 * @param operation what was done
 * @param outcome how it ended
 * @param isCoalesced whether it waited for another's load; only gets that end as {@code ORIGIN}
 * @param series which time
 */
public record HistogramTag(
    String target,
    int round,
    String phase,
    Operation operation,
    Outcome outcome,
    boolean isCoalesced,
    Series series) {

  /** What stands in place of the outcome of a get that waited for another's load. */
  public static final String COALESCED = "coalesced";

  /** Checks that only loads are waited for. */
  public HistogramTag {
    if (isCoalesced && (operation != Operation.GET || outcome != Outcome.ORIGIN)) {
      throw new IllegalArgumentException(
          "only gets of the origin are coalesced, but was "
              + operation.word()
              + "/"
              + outcome.word());
    }
  }

  /** Creates the tag of operations that waited for nobody's load. */
  public HistogramTag(
      String target, int round, String phase, Operation operation, Outcome outcome, Series series) {
    this(target, round, phase, operation, outcome, false, series);
  }

  /** Parses a tag as {@link #toString} writes it. */
  public static HistogramTag parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException("tag must have six parts, but was " + text);
    }
    boolean isCoalesced = parts[4].equals(COALESCED);
    return new HistogramTag(
        parts[0],
        Integer.parseInt(parts[1]),
        parts[2],
        Operation.valueOf(parts[3].toUpperCase(Locale.ROOT)),
        isCoalesced ? Outcome.ORIGIN : Outcome.valueOf(parts[4].toUpperCase(Locale.ROOT)),
        isCoalesced,
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
        isCoalesced ? COALESCED : outcome.word(),
        series.word());
  }
}
