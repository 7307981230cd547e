package dev.cachebench.reports.html;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.model.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the three figures that matter, each where the candidate was worst, beside the other
 * targets there: what failed (or was wrong), how long the slowest waited, what the origin bore.
 */
final class LeadingFigures {

  private static final int MOST_OTHERS = 4;

  private final RunReport report;
  private final Html html;

  LeadingFigures(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    Optional<TargetReport> candidate =
        report.targets().stream().filter(t -> t.role() == Role.CANDIDATE).findFirst();
    if (candidate.isEmpty()) {
      return;
    }
    TargetReport subject = candidate.get();
    html.open("dl", "class", "leading");
    if (isWrong(subject)) {
      tile(subject, subject.all(), "wrong values", "wrong-values");
    } else {
      worst(subject, "error-ratio", "errors");
    }
    worst(subject, "response-time.p99", "p99");
    worst(subject, "origin-rate", "loads from the origin");
    html.close("dl");
  }

  private static boolean isWrong(TargetReport subject) {
    Double wrong = subject.all().value("wrong-values");
    return wrong != null && wrong > 0;
  }

  private void worst(TargetReport subject, String metric, String words) {
    List<PhaseReport> known =
        subject.phases().stream().filter(phase -> phase.value(metric) != null).toList();
    known.stream()
        .max(
            Comparator.<PhaseReport>comparingDouble(phase -> value(phase, metric))
                .thenComparingDouble(phase -> worstOfOthers(subject, phase.phase(), metric)))
        .ifPresent(phase -> tile(subject, phase, words, metric));
  }

  /** Where the candidate was equally good everywhere, what others did there says most. */
  private double worstOfOthers(TargetReport subject, String phase, String metric) {
    return report.targets().stream()
        .filter(target -> !target.name().equals(subject.name()))
        .map(target -> target.phase(phase))
        .filter(Objects::nonNull)
        .mapToDouble(figures -> value(figures, metric))
        .max()
        .orElse(0);
  }

  private static double value(PhaseReport phase, String metric) {
    Double value = phase.value(metric);
    return value == null ? 0 : value;
  }

  private void tile(TargetReport subject, PhaseReport phase, String words, String metric) {
    boolean isAll = phase.phase().equals(PhaseReport.ALL);
    String where = isAll ? "in all phases" : "in " + phase.phase();
    html.open("div");
    html.leaf("dt", "%s, %s %s".formatted(subject.name(), words, where));
    html.leaf("dd", phase.text(metric));
    String others =
        report.targets().stream()
            .filter(target -> !target.name().equals(subject.name()))
            .limit(MOST_OTHERS)
            .map(target -> target.name() + " " + text(target.phase(phase.phase()), metric))
            .collect(Collectors.joining(" · "));
    if (!others.isEmpty()) {
      html.leaf("dd", others, "class", "others");
    }
    html.close("div");
  }

  private static String text(@Nullable PhaseReport phase, String metric) {
    return phase == null ? Figures.ABSENT : phase.text(metric);
  }
}
