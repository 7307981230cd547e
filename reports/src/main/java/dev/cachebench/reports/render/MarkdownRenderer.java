package dev.cachebench.reports.render;

import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.ViolationSummary;
import dev.cachebench.reports.model.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Renders a report as GitHub-flavoured Markdown for the summary of a job: {@code report.md}. Never
 * longer than {@value #MOST_LINES} lines: verdict, validity, three figures of each phase, gates
 * (those that did not pass first), claims, and what a reader must know. The rest is in the page.
 */
public final class MarkdownRenderer implements Renderer {

  /** Longest text, whatever the scenario. */
  public static final int MOST_LINES = 60;

  private static final int MOST_FIGURES = 15;
  private static final int MOST_GATES = 11;
  private static final int MOST_CLAIMS = 3;
  private static final int MOST_NOTICES = 5;

  /** Creates one. */
  public MarkdownRenderer() {}

  @Override
  public String render(RunReport report, String runDirectory) {
    StringBuilder out = new StringBuilder();
    head(report, out);
    figures(report, out);
    gates(report.gates(), out);
    claims(report.claims(), out);
    list("Look at", notices(report), MOST_NOTICES, out);
    origin(report, out);
    return out.toString();
  }

  private static void origin(RunReport report, StringBuilder out) {
    out.append("seed %d · cachebench %s".formatted(report.seed(), escape(report.toolVersion())));
    Object started = report.environment().get("started");
    if (started != null) {
      out.append(" · ").append(escape(started.toString()));
    }
    out.append('\n');
  }

  private static void head(RunReport report, StringBuilder out) {
    out.append("# ").append(escape(report.scenario())).append(": ");
    out.append(report.verdict().state()).append("\n\n");
    out.append(
        "**%s** · %s · %s%s · exit %d\n\n"
            .formatted(
                report.verdict().state(),
                Words.counts(report.verdict()),
                Words.validity(report.validity()),
                report.status() == RunStatus.INTERRUPTED ? " · interrupted" : "",
                report.verdict().exitCode()));
    if (!report.question().isBlank()) {
      out.append("> ").append(escape(report.question())).append("\n\n");
    }
    if (!report.answer().isBlank()) {
      out.append(escape(report.answer())).append("\n\n");
    }
  }

  private static void figures(RunReport report, StringBuilder out) {
    if (report.targets().isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(List.of(""));
    report.targets().forEach(target -> header.add(target.name()));
    header(header, out);
    List<PhaseReport> phases = report.targets().get(0).phases();
    int shown = 0;
    for (PhaseReport phase : phases) {
      if (shown + 3 <= MOST_FIGURES) {
        figure(report, phase.phase(), "p99", "response-time.p99", out);
        figure(report, phase.phase(), "errors", "error-ratio", out);
        figure(report, phase.phase(), "origin/s", "origin-rate", out);
        shown += 3;
      }
    }
    int left = phases.size() - shown / 3;
    out.append(left == 0 ? "" : "\nand %d more phases in `report.html`\n".formatted(left));
    out.append('\n');
  }

  private static void figure(
      RunReport report, String phase, String label, String metric, StringBuilder out) {
    List<String> cells = new ArrayList<>(List.of(phase + " " + label));
    for (TargetReport target : report.targets()) {
      PhaseReport figures = target.phase(phase);
      String text = figures == null ? Figures.ABSENT : figures.text(metric);
      cells.add(metric.equals("origin-rate") ? text.replace("/s", "") : text);
    }
    row(cells, out);
  }

  private static void gates(List<GateResult> gates, StringBuilder out) {
    if (gates.isEmpty()) {
      return;
    }
    out.append("## Gates\n\n");
    header(List.of("", "target", "phase", "gate", "measured"), out);
    List<GateResult> ordered = new ArrayList<>(gates);
    ordered.sort(Comparator.comparing(gate -> rank(gate.state())));
    List<GateResult> shown = ordered.subList(0, Math.min(MOST_GATES, ordered.size()));
    for (GateResult gate : shown) {
      row(
          List.of(
              Words.sign(gate.state()) + " " + gate.state() + (gate.isSkipped() ? ", skipped" : ""),
              gate.target(),
              gate.phase(),
              gate.text(),
              gate.reason()),
          out);
    }
    List<GateResult> left = ordered.subList(shown.size(), ordered.size());
    if (!left.isEmpty()) {
      boolean havePassed = left.stream().allMatch(gate -> gate.state() == GateState.PASS);
      String what = havePassed ? ", which passed" : " in `report.html`";
      out.append("| | | | and %d more%s | |\n".formatted(left.size(), what));
    }
    out.append('\n');
  }

  /** What needs a look comes first. */
  private static int rank(GateState state) {
    return switch (state) {
      case FAIL -> 0;
      case INVALID, NO_DATA, INCONCLUSIVE -> 1;
      case PASS -> 2;
    };
  }

  private static void claims(List<ClaimResult> claims, StringBuilder out) {
    list("Claims", claims.stream().map(MarkdownRenderer::claim).toList(), MOST_CLAIMS, out);
  }

  private static String claim(ClaimResult claim) {
    ClaimAnswer answer = claim.answer();
    return "%s %s %s%s, %s: %s. %s"
        .formatted(
            Words.sign(answer.verdict()),
            answer.claim(),
            answer.metric(),
            claim.require() ? " (required)" : "",
            Words.subject(claim),
            answer.verdict(),
            Words.reason(claim));
  }

  private static List<String> notices(RunReport report) {
    List<String> notices = new ArrayList<>();
    addAll(report.violations(), MarkdownRenderer::violation, notices);
    addAll(Words.invalid(report.validity()), invalid -> "INVALID: " + invalid, notices);
    addAll(report.warnings(), Warning::text, notices);
    return notices;
  }

  private static <T> void addAll(List<T> from, Function<T, String> words, List<String> to) {
    from.stream().map(words).forEach(to::add);
  }

  private static String violation(ViolationSummary summary) {
    return "%s in %s: %s, first of key %s: %s"
        .formatted(
            summary.target(),
            summary.phase(),
            summary.kind(),
            summary.first().get(0).key(),
            summary.first().get(0).message());
  }

  private static void list(String title, List<String> lines, int most, StringBuilder out) {
    if (lines.isEmpty()) {
      return;
    }
    out.append("## ").append(title).append("\n\n");
    int shown = lines.size() <= most ? lines.size() : most - 1;
    lines.subList(0, shown).forEach(line -> out.append("* ").append(escape(line)).append('\n'));
    if (shown < lines.size()) {
      out.append("* and %d more in `report.html`\n".formatted(lines.size() - shown));
    }
    out.append('\n');
  }

  private static void header(List<String> cells, StringBuilder out) {
    row(cells, out);
    out.append('|').append(" --- |".repeat(cells.size())).append('\n');
  }

  private static void row(List<String> cells, StringBuilder out) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
    out.append('\n');
  }

  /** Returns the text on one line, with every character that Markdown would act on escaped. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : Plain.safe(text).toCharArray()) {
      if ("\\`*_[]<>|#&~!".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
