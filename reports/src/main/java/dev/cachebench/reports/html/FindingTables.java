package dev.cachebench.reports.html;

import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.ViolationSummary;
import dev.cachebench.reports.render.AblationTable;
import dev.cachebench.reports.render.HealingTable;
import dev.cachebench.reports.render.RecoveryTable;
import dev.cachebench.reports.render.Words;
import dev.cachebench.scenarios.result.Violation;
import java.util.List;

/** Writes theory beside measurement, and the witnesses of wrong answers. */
final class FindingTables {

  private final RunReport report;
  private final Html html;

  FindingTables(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    predictions();
    recoveries();
    healings();
    ablations();
    violations();
  }

  private void predictions() {
    if (report.predictions().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "predicted");
    html.leaf("h2", "Predicted beside measured", "id", "predicted");
    html.table("What theory says and what was measured", "gates");
    html.headings(List.of("within", "target", "what", "law", "predicted", "measured"));
    for (Prediction prediction : report.predictions()) {
      boolean isWithin = prediction.isWithin();
      html.open("tr").leaf("td", isWithin ? "✓ yes" : "! no", "class", kind(isWithin));
      html.leaf("td", prediction.target()).leaf("td", prediction.quantity());
      html.leaf("td", prediction.law()).leaf("td", Words.predicted(prediction));
      html.leaf("td", Words.measured(prediction) + "; " + Words.distance(prediction));
      html.close("tr");
    }
    html.closeTable().close("section");
  }

  private void recoveries() {
    for (String target : RecoveryTable.targets(report.recoveries())) {
      RecoveryTable table =
          new RecoveryTable(
              report.recoveries().stream().filter(r -> r.target().equals(target)).toList());
      html.open("section").leaf("h2", "Back after losing entries: " + target);
      html.table("Time until " + target + " had found back, by load and lost share", "gates");
      html.headings(table.headings());
      for (List<String> row : table.rows()) {
        html.open("tr");
        row.forEach(cell -> html.leaf("td", cell));
        html.close("tr");
      }
      html.closeTable().close("section");
    }
  }

  private void healings() {
    if (report.healings().isEmpty()) {
      return;
    }
    HealingTable table = new HealingTable(report.healings());
    html.open("section").leaf("h2", "At the end, after the last fault");
    html.table("Whether each target was back at its steady state when the run ended", "gates");
    html.headings(table.headings());
    for (List<String> row : table.rows()) {
      html.open("tr");
      row.forEach(cell -> html.leaf("td", cell));
      html.close("tr");
    }
    html.closeTable();
    table.reasons().forEach(reason -> html.leaf("p", reason));
    html.close("section");
  }

  private void ablations() {
    for (String target : AblationTable.targets(report.ablations())) {
      AblationTable table =
          new AblationTable(
              report.ablations().stream().filter(a -> a.target().equals(target)).toList());
      for (String phase : table.phases()) {
        html.open("section").leaf("h2", "What mechanisms are worth: " + target + " in " + phase);
        html.table("Figures of " + target + " without one mechanism after another", "gates");
        html.headings(table.headings(phase));
        for (List<String> row : table.rows(phase)) {
          html.open("tr");
          row.forEach(cell -> html.leaf("td", cell));
          html.close("tr");
        }
        html.closeTable().close("section");
      }
    }
  }

  private static String kind(boolean isWithin) {
    return isWithin ? "state pass" : "state look";
  }

  private void violations() {
    if (report.violations().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "witnesses");
    html.leaf("h2", "First witnesses of wrong answers", "id", "witnesses");
    html.table("Wrong answers, first witnesses of each kind", "gates");
    html.headings(List.of("kind", "target", "phase", "key", "node", "what"));
    for (ViolationSummary summary : report.violations()) {
      for (Violation violation : summary.first()) {
        html.open("tr").leaf("td", violation.kind(), "class", "state fail");
        html.leaf("td", violation.target()).leaf("td", violation.phase());
        html.leaf("td", violation.key()).leaf("td", Integer.toString(violation.node()));
        html.leaf("td", violation.message()).close("tr");
      }
    }
    html.closeTable().close("section");
  }
}
