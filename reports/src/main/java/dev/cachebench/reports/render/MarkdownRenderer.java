package dev.cachebench.reports.render;

import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.ViolationSummary;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.render.PhaseRows.Row;
import dev.cachebench.scenarios.result.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders a report as GitHub-flavoured Markdown: {@code report.md}. */
public final class MarkdownRenderer implements Renderer {

  private static final List<String> TIERS =
      List.of("l1", "l2", "stale", "negative", "origin", "error");

  /** Creates one. */
  public MarkdownRenderer() {}

  @Override
  public String render(RunReport report, String runDirectory) {
    StringBuilder out = new StringBuilder();
    head(report, out);
    for (PhaseReport phase : phases(report)) {
      phase(report, phase.phase(), out);
    }
    hitTimes(report, out);
    predictions(report, out);
    ablations(report, out);
    gates(report, out);
    claims(report, out);
    expectations(report, out);
    list("Invalid", Words.invalid(report.validity()), out);
    violations(report, out);
    list("Warnings", report.warnings().stream().map(Warning::text).toList(), out);
    list("Notes", report.notes(), out);
    out.append("---\n\n");
    out.append(
        "seed %d · cachebench %s · %s\n"
            .formatted(report.seed(), escape(report.toolVersion()), escape(runDirectory)));
    return out.toString();
  }

  private static void head(RunReport report, StringBuilder out) {
    out.append("# ").append(escape(report.scenario())).append("\n\n");
    out.append(
        "**%s** · %s · %s · exit %d\n\n"
            .formatted(
                report.verdict().state(),
                Words.counts(report.verdict()),
                Words.validity(report.validity()),
                report.verdict().exitCode()));
    if (!report.question().isBlank()) {
      out.append("> ").append(escape(report.question())).append("\n\n");
    }
    if (!report.answer().isBlank()) {
      out.append(escape(report.answer())).append("\n\n");
    }
  }

  private static List<PhaseReport> phases(RunReport report) {
    if (report.targets().isEmpty()) {
      return List.of();
    }
    TargetReport first = report.targets().get(0);
    List<PhaseReport> phases = new ArrayList<>(first.phases());
    if (phases.size() > 1) {
      phases.add(first.all());
    }
    return phases;
  }

  private static void phase(RunReport report, String phase, StringBuilder out) {
    boolean isAll = PhaseReport.ALL.equals(phase);
    out.append("## ").append(isAll ? "All phases together" : escape(phase)).append("\n\n");
    List<String> header = new ArrayList<>(List.of(""));
    List<@Nullable PhaseReport> columns = new ArrayList<>();
    for (TargetReport target : report.targets()) {
      header.add(target.name());
      columns.add(isAll ? target.all() : target.phase(phase));
    }
    header(header, out);
    for (Row row : PhaseRows.of(columns)) {
      List<String> cells = new ArrayList<>(List.of(row.label().strip()));
      cells.addAll(row.cells());
      row(cells, out);
    }
    for (String tier : TIERS) {
      List<String> cells = new ArrayList<>(List.of("served by " + tier));
      columns.forEach(
          column -> cells.add(column == null ? Figures.ABSENT : column.text("served-by." + tier)));
      row(cells, out);
    }
    out.append('\n');
  }

  private static void hitTimes(RunReport report, StringBuilder out) {
    String times = Words.hitTimes(report.targets());
    if (!times.isEmpty()) {
      out.append(escape(times)).append("\n\n");
    }
  }

  private static void predictions(RunReport report, StringBuilder out) {
    if (report.predictions().isEmpty()) {
      return;
    }
    out.append("## Predicted beside measured\n\n");
    header(List.of("target", "what", "law", "predicted", "measured", "difference"), out);
    for (Prediction prediction : report.predictions()) {
      row(
          List.of(
              prediction.target(),
              prediction.quantity(),
              prediction.law(),
              Words.predicted(prediction),
              Words.measured(prediction),
              Words.distance(prediction)),
          out);
    }
    out.append('\n');
  }

  private static void ablations(RunReport report, StringBuilder out) {
    for (String target : AblationTable.targets(report.ablations())) {
      AblationTable table =
          new AblationTable(
              report.ablations().stream().filter(a -> a.target().equals(target)).toList());
      for (String phase : table.phases()) {
        out.append("## What mechanisms are worth: ").append(escape(target)).append(" in ");
        out.append(escape(phase)).append("\n\n");
        header(table.headings(phase), out);
        table.rows(phase).forEach(row -> row(row, out));
        out.append('\n');
      }
    }
  }

  private static void gates(RunReport report, StringBuilder out) {
    if (report.gates().isEmpty()) {
      return;
    }
    out.append("## Gates\n\n");
    header(List.of("", "state", "target", "phase", "gate", "measured"), out);
    for (GateResult gate : report.gates()) {
      row(
          List.of(
              Words.sign(gate.state()),
              gate.state().name() + (gate.isSkipped() ? " (skipped)" : ""),
              gate.target(),
              gate.phase(),
              gate.text(),
              gate.reason()),
          out);
    }
    out.append('\n');
  }

  private static void claims(RunReport report, StringBuilder out) {
    if (report.claims().isEmpty()) {
      return;
    }
    out.append("## Claims\n\n");
    header(List.of("", "claim", "metric", "judged by", "verdict", "tags", "why"), out);
    for (ClaimResult claim : report.claims()) {
      ClaimAnswer answer = claim.answer();
      row(
          List.of(
              Words.sign(answer.verdict()),
              answer.claim() + (claim.require() ? " (required)" : ""),
              answer.metric(),
              Words.subject(claim),
              answer.verdict().name(),
              Words.tags(answer),
              Words.reason(claim)),
          out);
    }
    out.append('\n');
  }

  private static void expectations(RunReport report, StringBuilder out) {
    if (report.expectations().isEmpty()) {
      return;
    }
    out.append("## Expected of the controls\n\n");
    header(List.of("", "target", "phase", "expected", "measured"), out);
    for (ExpectationResult result : report.expectations()) {
      row(
          List.of(
              Words.sign(result.state()),
              result.target(),
              result.phase(),
              result.text(),
              Words.reason(result.state(), result.reason(), false)),
          out);
    }
    out.append('\n');
  }

  private static void violations(RunReport report, StringBuilder out) {
    if (report.violations().isEmpty()) {
      return;
    }
    out.append("## First witnesses of wrong answers\n\n");
    header(List.of("target", "phase", "kind", "key", "node", "at", "what"), out);
    for (ViolationSummary summary : report.violations()) {
      for (Violation violation : summary.first()) {
        row(
            List.of(
                violation.target(),
                violation.phase(),
                violation.kind(),
                violation.key(),
                Integer.toString(violation.node()),
                Figures.duration(violation.t() * 1e9),
                violation.message()),
            out);
      }
    }
    out.append('\n');
  }

  private static void list(String title, List<String> lines, StringBuilder out) {
    if (lines.isEmpty()) {
      return;
    }
    out.append("## ").append(title).append("\n\n");
    lines.forEach(line -> out.append("* ").append(escape(line)).append('\n'));
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
  static String escape(String text) {
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
