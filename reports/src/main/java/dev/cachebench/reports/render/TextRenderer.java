package dev.cachebench.reports.render;

import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.model.Warning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Renders a report for a terminal of 100 columns: the answer, targets as columns, who served, what
 * was predicted, gates, warnings, the verdict.
 */
public final class TextRenderer implements Renderer {
  private static final int MECHANISM = 16;
  private static final int CELL = 14;

  static final int WIDTH = 100;
  private static final int GATE_WIDTH = 38;
  private static final List<String> TIERS =
      List.of("l1", "l2", "stale", "negative", "origin", "error");

  private final Style style;

  /** Creates one that marks words with a style. */
  public TextRenderer(Style style) {
    this.style = style;
  }

  @Override
  public String render(RunReport report, String runDirectory) {
    StringBuilder out = new StringBuilder();
    if (!report.answer().isBlank()) {
      Plain.wrap(report.answer(), WIDTH).forEach(line -> out.append(line).append('\n'));
      out.append('\n');
    }
    new TargetTable(report.targets(), style).appendTo(out);
    servedBy(report, out);
    hitTimes(report, out);
    predicted(report, out);
    recoveries(report, out);
    healings(report, out);
    ablations(report, out);
    gates(report, out);
    new ClaimLines(style).appendTo(report.claims(), out);
    expectations(report, out);
    section("Invalid", Words.invalid(report.validity()), out);
    warnings(report, out);
    notes(report, out);
    verdict(report, runDirectory, out);
    return out.toString();
  }

  private void servedBy(RunReport report, StringBuilder out) {
    int name = nameWidth(report.targets());
    int phase = phaseWidth(report.targets());
    out.append(Plain.left("  served by, % of gets", 2 + phase + 2 + name));
    TIERS.forEach(
        tier ->
            out.append(Plain.right(tier.length() == 2 ? tier.toUpperCase(Locale.ROOT) : tier, 10)));
    out.append('\n');
    int phases = report.targets().isEmpty() ? 0 : report.targets().get(0).phases().size();
    for (int i = 0; i < phases; i++) {
      String label = report.targets().get(0).phases().get(i).phase();
      for (TargetReport target : report.targets()) {
        out.append("  ").append(style.dim(Plain.left(label, phase)));
        out.append("  ").append(Plain.left(Plain.cut(target.name(), name), name));
        shares(target.phases().get(i), out);
        label = "";
      }
    }
    out.append('\n');
  }

  private static void shares(PhaseReport phase, StringBuilder out) {
    for (String tier : TIERS) {
      String text = phase.text("served-by." + tier);
      out.append(Plain.right(text.replace(" %", ""), 10));
    }
    out.append('\n');
  }

  private void hitTimes(RunReport report, StringBuilder out) {
    String times = Words.hitTimes(report.targets());
    if (!times.isEmpty()) {
      Plain.wrap(times, WIDTH - 2).forEach(line -> out.append("  ").append(line).append('\n'));
      out.append('\n');
    }
  }

  private void recoveries(RunReport report, StringBuilder out) {
    for (String target : RecoveryTable.targets(report.recoveries())) {
      RecoveryTable table =
          new RecoveryTable(
              report.recoveries().stream().filter(r -> r.target().equals(target)).toList());
      out.append("Back after losing entries   ").append(Plain.safe(target)).append('\n');
      cells(table.headings(), out);
      table.rows().forEach(row -> cells(row, out));
      out.append('\n');
    }
  }

  private void healings(RunReport report, StringBuilder out) {
    if (report.healings().isEmpty()) {
      return;
    }
    HealingTable table = new HealingTable(report.healings());
    out.append("At the end, after the last fault\n");
    cells(table.headings(), out);
    table.rows().forEach(row -> cells(row, out));
    for (String reason : table.reasons()) {
      Plain.wrap(reason, WIDTH - 2).forEach(line -> out.append("  ").append(line).append('\n'));
    }
    out.append('\n');
  }

  private void ablations(RunReport report, StringBuilder out) {
    for (String target : AblationTable.targets(report.ablations())) {
      AblationTable table =
          new AblationTable(
              report.ablations().stream().filter(a -> a.target().equals(target)).toList());
      for (String phase : table.phases()) {
        out.append("What mechanisms are worth   ").append(target).append(" in ").append(phase);
        out.append('\n');
        cells(table.headings(phase), out);
        table.rows(phase).forEach(row -> cells(row, out));
        out.append('\n');
      }
    }
  }

  private static void cells(List<String> cells, StringBuilder out) {
    out.append("  ").append(Plain.left(Plain.cut(cells.get(0), MECHANISM - 1), MECHANISM));
    cells.stream().skip(1).forEach(cell -> out.append(Plain.right(cell, CELL)));
    out.append('\n');
  }

  private void predicted(RunReport report, StringBuilder out) {
    if (report.predictions().isEmpty()) {
      return;
    }
    int name = nameWidth(report.targets());
    for (String quantity : Words.quantities(report.predictions())) {
      out.append("Predicted   ").append(quantity).append('\n');
      report.predictions().stream()
          .filter(prediction -> prediction.quantity().equals(quantity))
          .forEach(prediction -> predicted(prediction, name, out));
    }
    out.append('\n');
  }

  private void predicted(Prediction prediction, int name, StringBuilder out) {
    String sign = prediction.isWithin() ? style.pass("✓") : style.warn("!");
    out.append("  ").append(sign).append(' ');
    out.append(Plain.left(Plain.cut(prediction.target(), name), name));
    out.append("  predicted ").append(Words.predicted(prediction));
    out.append(" = ").append(prediction.law()).append('\n');
    String indent = " ".repeat(4 + name);
    out.append(indent).append("  measured  ").append(Words.measured(prediction)).append('\n');
    out.append(indent).append("  ").append(style.dim(Words.distance(prediction))).append('\n');
  }

  private void gates(RunReport report, StringBuilder out) {
    Set<String> targets = new LinkedHashSet<>();
    report.gates().forEach(gate -> targets.add(gate.target()));
    for (String target : targets) {
      out.append("Gates (").append(Plain.safe(target)).append(")\n");
      for (GateResult gate : report.gates()) {
        if (gate.target().equals(target)) {
          String reason = Words.reason(gate.state(), gate.reason(), gate.isSkipped());
          line(
              gate.state(),
              Plain.left(gate.phase(), phaseWidth(report.targets())),
              gate.text(),
              reason,
              out);
        }
      }
    }
    if (!targets.isEmpty()) {
      out.append('\n');
    }
  }

  private void expectations(RunReport report, StringBuilder out) {
    if (report.expectations().isEmpty()) {
      return;
    }
    int width =
        report.expectations().stream()
            .mapToInt(result -> result.target().length() + 1 + result.phase().length())
            .max()
            .orElse(0);
    out.append("Expected of the controls\n");
    for (ExpectationResult result : report.expectations()) {
      String reason = Words.reason(result.state(), result.reason(), false);
      String where = Plain.left(result.target() + " " + result.phase(), width);
      line(result.state(), where, result.text(), reason, out);
    }
    out.append('\n');
  }

  private void line(GateState state, String where, String text, String reason, StringBuilder out) {
    String sign = Words.sign(state);
    String lead = Plain.safe(where) + "  " + Plain.left(Plain.safe(text), GATE_WIDTH) + "  ";
    out.append("  ").append(mark(state, sign)).append(' ').append(lead);
    int indent = 4 + lead.length();
    List<String> lines = Plain.wrap(reason, Math.max(30, WIDTH - indent));
    out.append(String.join("\n" + " ".repeat(indent), lines)).append('\n');
  }

  private String mark(GateState state, String text) {
    return switch (state) {
      case PASS -> style.pass(text);
      case FAIL -> style.fail(text);
      case NO_DATA, INCONCLUSIVE, INVALID -> style.warn(text);
    };
  }

  private void warnings(RunReport report, StringBuilder out) {
    section("Warnings", report.warnings().stream().map(Warning::text).toList(), out);
  }

  private void notes(RunReport report, StringBuilder out) {
    for (String note : report.notes()) {
      Plain.wrap(note, WIDTH - 2)
          .forEach(line -> out.append("  ").append(style.dim(line)).append('\n'));
    }
    if (!report.notes().isEmpty()) {
      out.append('\n');
    }
  }

  private void section(String title, List<String> paragraphs, StringBuilder out) {
    if (paragraphs.isEmpty()) {
      return;
    }
    out.append(title).append('\n');
    for (String paragraph : paragraphs) {
      List<String> lines = Plain.wrap(paragraph, WIDTH - 4);
      out.append("  ").append(style.warn("!")).append(' ');
      out.append(String.join("\n    ", lines)).append('\n');
    }
    out.append('\n');
  }

  private void verdict(RunReport report, String runDirectory, StringBuilder out) {
    Verdict verdict = report.verdict();
    String word = verdict.state().name();
    String middle = "   " + Words.counts(verdict) + " · " + Words.validity(report.validity());
    String exit = "exit " + verdict.exitCode();
    String styled =
        switch (verdict.state()) {
          case PASS -> style.pass(word);
          case FAIL -> style.fail(word);
          case UNDECIDED -> style.warn(word);
        };
    int gap = Math.max(3, WIDTH - word.length() - middle.length() - exit.length());
    out.append(styled).append(middle).append(" ".repeat(gap)).append(exit).append('\n');
    String files = "report.html · report.json · intervals.hlog · events.jsonl";
    out.append("  ").append(Plain.safe(runDirectory)).append("    ");
    out.append(style.dim(files)).append('\n');
  }

  private static int nameWidth(List<TargetReport> targets) {
    return targets.stream()
        .mapToInt(target -> Math.min(TargetTable.LONGEST_NAME, target.name().length()))
        .max()
        .orElse(0);
  }

  private static int phaseWidth(List<TargetReport> targets) {
    return targets.stream()
        .flatMap(target -> target.phases().stream())
        .mapToInt(phase -> phase.phase().length())
        .max()
        .orElse(0);
  }
}
