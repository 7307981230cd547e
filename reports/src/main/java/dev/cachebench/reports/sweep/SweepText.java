package dev.cachebench.reports.sweep;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sweep for the terminal: capacities as rows, policies as columns, hit ratios between. */
public final class SweepText {

  private static final int LEAST_WIDTH = 6;
  private static final String CORNER = "hit ratio";

  private SweepText() {}

  /** Returns the text, without colours. */
  public static String write(SweepReport report) {
    StringBuilder text = new StringBuilder();
    text.append(headline(report)).append("\n\n");
    List<PolicyKind> policies = report.policies();
    text.append(right(CORNER, width(report)));
    policies.forEach(policy -> text.append(cell(policy, policy.word())));
    text.append('\n');
    for (int capacity : report.capacities()) {
      text.append(right(Figures.count(capacity), width(report)));
      policies.forEach(policy -> text.append(cell(policy, ratio(report, policy, capacity))));
      text.append('\n');
    }
    bound(report).ifPresent(bound -> text.append('\n').append(bound).append('\n'));
    return text.toString();
  }

  /** Returns what was asked, in one line. */
  static String headline(SweepReport report) {
    String warmup =
        report.warmup() == 0
            ? ""
            : " · " + Figures.count(report.warmup()) + " more before them as warm-up, not counted";
    return "%s · %s requests, %s keys%s"
        .formatted(
            printable(report.trace()),
            Figures.count(report.requests()),
            Figures.count(report.distinctKeys()),
            warmup);
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
                        Figures.count(best.capacity()),
                        Figures.percent(best.hitRatio()),
                        Figures.factor(1 / best.missRatio())));
  }

  private static int width(SweepReport report) {
    return report.capacities().stream()
        .mapToInt(capacity -> Figures.count(capacity).length())
        .reduce(CORNER.length(), Math::max);
  }

  private static String ratio(SweepReport report, PolicyKind policy, int capacity) {
    return report.of(policy).stream()
        .filter(result -> result.capacity() == capacity)
        .map(SweepText::ratio)
        .collect(Collectors.joining());
  }

  /** Returns a hit ratio to four decimals, as published tables have it. */
  static String ratio(SimulationResult result) {
    return String.format(Locale.ROOT, "%.4f", result.hitRatio());
  }

  private static String cell(PolicyKind policy, String text) {
    return "  " + right(text, Math.max(LEAST_WIDTH, policy.word().length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** A file's name may hold anything; what could move a cursor becomes a question mark. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
