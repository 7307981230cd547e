package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Miss-ratio curves as one SVG element: capacity on a logarithmic axis, miss ratio from 0, a line
 * for each policy, a dot for each simulation that tells its figures to a pointer.
 */
final class MissRatioChart {

  private static final int WIDTH = 880;
  private static final int HEIGHT = 440;
  private static final int LEFT = 64;
  private static final int RIGHT = 24;
  private static final int TOP = 16;
  private static final int BOTTOM = 56;
  private static final int LABEL_GAP = 56;

  private final SweepReport report;
  private final double least;
  private final double most;
  private final double step;
  private final double highest;

  MissRatioChart(SweepReport report) {
    this.report = report;
    List<Capacity> capacities = report.capacities();
    long first = capacities.get(0).amount();
    long last = capacities.get(capacities.size() - 1).amount();
    // A single capacity stands in the middle of an axis that leaves it room.
    this.least = Math.log(first == last ? first / 2.0 : first);
    this.most = Math.log(first == last ? last * 2.0 : last);
    double worst =
        report.results().stream().mapToDouble(SimulationResult::missRatio).max().orElse(1);
    this.step = worst > 0.5 ? 0.2 : worst > 0.2 ? 0.1 : worst > 0.05 ? 0.02 : 0.01;
    this.highest = Math.max(step, Math.ceil(worst / step - 1e-9) * step);
  }

  String write() {
    String label = "Miss ratio by capacity; the table below holds the same figures";
    return """
        <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        %s%s%s</svg>
        """
        .formatted(WIDTH, HEIGHT, label, vertical(), horizontal(), lines());
  }

  private String vertical() {
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i * step <= highest + 1e-9; i++) {
      double ratio = i * step;
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>%n",
              LEFT, WIDTH - RIGHT, y(ratio), y(ratio), LEFT - 8, y(ratio) + 4, ratio * 100));
    }
    svg.append(
        format(
            "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">"
                + "requests that miss</text>%n",
            (TOP + HEIGHT - BOTTOM) / 2));
    return svg.toString();
  }

  private String horizontal() {
    StringBuilder svg = new StringBuilder();
    double labelled = Double.NEGATIVE_INFINITY;
    for (Capacity capacity : report.capacities()) {
      double x = x(capacity);
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
              x, x, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 6));
      if (x - labelled >= LABEL_GAP) {
        labelled = x;
        svg.append(
            format(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                x, HEIGHT - BOTTOM + 22, SweepText.label(capacity)));
      }
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">capacity, %s (logarithmic)</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, report.unit().word()));
    return svg.toString();
  }

  private String lines() {
    return report.formulaWords().stream().map(this::formula).collect(Collectors.joining())
        + report.policies().stream().map(this::line).collect(Collectors.joining());
  }

  private String formula(String word) {
    String points =
        report.formulas(word).stream()
            .map(each -> format("%.1f,%.1f", x(each.capacity()), y(1 - each.hitRatio())))
            .collect(Collectors.joining(" "));
    return format("<g class=\"%s\"><polyline points=\"%s\"/></g>%n", word, points);
  }

  private String line(PolicyKind policy) {
    List<SimulationResult> results = report.of(policy);
    String points =
        results.stream()
            .map(result -> format("%.1f,%.1f", x(result.capacity()), y(result.missRatio())))
            .collect(Collectors.joining(" "));
    String dots = results.stream().map(this::dot).collect(Collectors.joining());
    return format("<g class=\"%s\"><polyline points=\"%s\"/>%s</g>%n", policy.word(), points, dots);
  }

  private String dot(SimulationResult result) {
    return format(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s, %s: %.2f %% miss</title></circle>",
        x(result.capacity()),
        y(result.missRatio()),
        result.policy().word(),
        SweepText.label(result.capacity()),
        result.missRatio() * 100);
  }

  private double x(Capacity capacity) {
    return LEFT
        + (WIDTH - LEFT - RIGHT) * (Math.log((double) capacity.amount()) - least) / (most - least);
  }

  private double y(double ratio) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * ratio / highest;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }
}
