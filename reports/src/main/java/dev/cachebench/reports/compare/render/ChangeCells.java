package dev.cachebench.reports.compare.render;

import dev.cachebench.reports.compare.Change;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.Scale;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a change reads, cell by cell. */
final class ChangeCells {

  static final List<String> HEADINGS =
      List.of("metric", "base", "candidate", "change", "95 % interval", "verdict");

  private ChangeCells() {}

  static List<String> of(Change change) {
    MetricName metric = Objects.requireNonNull(MetricName.of(change.metric()), change.metric());
    Scale scale = Scale.of(metric);
    Interval interval = change.interval();
    Double high = interval == null ? null : interval.high();
    return List.of(
        change.metric(),
        Figures.of(metric.quantity(), change.base()),
        Figures.of(metric.quantity(), change.candidate()),
        percent(scale, change.change()),
        interval == null
            ? Figures.ABSENT
            : percent(scale, interval.low()) + " … " + percent(scale, high),
        sign(change.verdict()) + " " + change.verdict());
  }

  /** Returns a change with its sign: a share in percent, a difference of shares in points. */
  static String percent(Scale scale, @Nullable Double change) {
    if (change == null) {
      return Figures.ABSENT;
    }
    String text = String.format(Locale.ROOT, "%+.1f", 100 * change).replace("-", "−");
    return text + (scale == Scale.LOG ? " %" : " pt");
  }

  /** Returns a margin without a sign. */
  static String plain(Scale scale, @Nullable Double size) {
    return percent(scale, size).replaceFirst("^\\+", "");
  }

  static String sign(ChangeVerdict verdict) {
    return switch (verdict) {
      case REGRESSION -> "✗";
      case IMPROVEMENT, NO_REGRESSION -> "✓";
      case INCONCLUSIVE, NO_DATA -> "?";
      case INVALID -> "!";
    };
  }

  /** Returns how many metrics have which answer. */
  static String counts(Comparison comparison) {
    List<String> parts = new ArrayList<>();
    for (ChangeVerdict verdict : ChangeVerdict.values()) {
      long count = comparison.count(verdict);
      if (count > 0) {
        parts.add(count + " " + verdict);
      }
    }
    return parts.isEmpty() ? "nothing to compare" : String.join(" · ", parts);
  }

  /** Returns how many rounds stand on either side, of the metric with most. */
  static String rounds(Comparison comparison) {
    int base = comparison.changes().stream().mapToInt(Change::baseRounds).max().orElse(0);
    int candidate = comparison.changes().stream().mapToInt(Change::candidateRounds).max().orElse(0);
    return comparison.isPaired()
        ? Figures.count(base) + " pairs"
        : "%d + %d rounds".formatted(base, candidate);
  }
}
