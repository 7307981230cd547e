package dev.cachebench.reports.sweep;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import dev.cachebench.scenarios.sim.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A sweep for the terminal: capacities as rows, policies as columns, hit ratios between. */
public final class SweepText {

  private static final int LEAST_WIDTH = 6;
  private static final String REQUESTS = "hit ratio";
  private static final String BYTES = "byte hit ratio";

  private SweepText() {}

  /** Returns the text, without colours. */
  public static String write(SweepReport report) {
    StringBuilder text = new StringBuilder();
    text.append(headline(report)).append("\n\n");
    text.append(table(report, REQUESTS, SimulationResult::hitRatio, true));
    if (report.results().stream().allMatch(result -> result.bytes() != null)) {
      text.append('\n')
          .append(
              table(
                  report,
                  BYTES,
                  result -> Objects.requireNonNull(result.bytes()).hitRatio(),
                  false));
    }
    spreads(report).forEach(spread -> text.append('\n').append(spread).append('\n'));
    bound(report).ifPresent(bound -> text.append('\n').append(bound).append('\n'));
    return text.toString();
  }

  private static String table(
      SweepReport report,
      String corner,
      ToDoubleFunction<SimulationResult> figure,
      boolean hasFormulas) {
    StringBuilder text = new StringBuilder();
    List<PolicyKind> policies = report.policies();
    List<String> formulas = hasFormulas ? report.formulaWords() : List.of();
    int width =
        report.capacities().stream()
            .mapToInt(capacity -> label(capacity).length())
            .reduce(corner.length(), Math::max);
    text.append(right(corner, width));
    policies.forEach(policy -> text.append(cell(policy.word(), policy.word())));
    formulas.forEach(word -> text.append(cell(word, word)));
    text.append('\n');
    for (Capacity capacity : report.capacities()) {
      text.append(right(label(capacity), width));
      for (PolicyKind policy : policies) {
        String ratio =
            report.of(policy).stream()
                .filter(result -> result.capacity().equals(capacity))
                .map(result -> ratio(figure.applyAsDouble(result)))
                .collect(Collectors.joining());
        text.append(cell(policy.word(), ratio));
      }
      formulas.forEach(word -> text.append(cell(word, ratio(report, word, capacity))));
      text.append('\n');
    }
    return text.toString();
  }

  /** Returns what a formula says of a capacity. */
  static String ratio(SweepReport report, String formula, Capacity capacity) {
    return report.formulas(formula).stream()
        .filter(each -> each.capacity().equals(capacity))
        .map(each -> ratio(each.hitRatio()))
        .collect(Collectors.joining());
  }

  /** Returns a capacity: a number of entries, or a size with its unit. */
  static String label(Capacity capacity) {
    return capacity.unit() == Capacity.Unit.ENTRIES
        ? Figures.count(capacity.amount())
        : new DataSize(capacity.amount()).toString();
  }

  /** Returns what was asked, in one line. */
  static String headline(SweepReport report) {
    String warmup =
        report.warmup() == 0
            ? ""
            : " · " + Figures.count(report.warmup()) + " more before them as warm-up, not counted";
    String sample =
        report.sampleShare() == 1
            ? ""
            : " in the first of the samples, each of "
                + Figures.percent(report.sampleShare())
                + " of the keys";
    return "%s · %s requests, %s keys%s%s"
        .formatted(
            printable(report.trace()),
            Figures.count(report.requests()),
            Figures.count(report.distinctKeys()),
            sample,
            warmup);
  }

  /** Returns how far several runs lie apart, a sentence for each kind. */
  static List<String> spreads(SweepReport report) {
    List<String> sentences = new ArrayList<>();
    widest(report, Spread.Kind.RANGE)
        .ifPresent(
            result -> {
              Spread spread = Objects.requireNonNull(result.spread());
              sentences.add(
                  "%s draws: each figure is the mean of %d runs, which lay up to %s apart (at %s)."
                      .formatted(
                          result.policy().word(),
                          spread.runs(),
                          ratio(spread.high() - spread.low()),
                          label(result.capacity())));
            });
    widest(report, Spread.Kind.INTERVAL)
        .ifPresent(
            result -> {
              Spread spread = Objects.requireNonNull(result.spread());
              sentences.add(
                  "Estimated from %d samples: within ± %s of the whole trace's (95 %%; widest for %s at %s)."
                      .formatted(
                          spread.runs(),
                          ratio((spread.high() - spread.low()) / 2),
                          result.policy().word(),
                          label(result.capacity())));
            });
    return sentences;
  }

  private static Optional<SimulationResult> widest(SweepReport report, Spread.Kind kind) {
    return report.results().stream()
        .filter(result -> result.spread() != null && result.spread().kind() == kind)
        .max(Comparator.comparingDouble(SweepText::width));
  }

  private static double width(SimulationResult result) {
    Spread spread = Objects.requireNonNull(result.spread());
    return spread.high() - spread.low();
  }

  /** Returns what the bound means for a speedup, if it was simulated. */
  static Optional<String> bound(SweepReport report) {
    return report
        .bound()
        .map(
            best ->
                """
                At %s entries no policy hits more than %s of these requests: its mean speedup
                is below 1 ÷ miss ratio, here %s, unless the origin answers faster under less load."""
                    .formatted(
                        label(best.capacity()),
                        Figures.percent(best.hitRatio()),
                        Figures.factor(1 / best.missRatio())));
  }

  /** Returns a hit ratio to four decimals, as published tables have it. */
  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.4f", ratio);
  }

  private static String cell(String word, String text) {
    return "  " + right(text, Math.max(LEAST_WIDTH, word.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** A file's name may hold anything; what could move a cursor becomes a question mark. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
