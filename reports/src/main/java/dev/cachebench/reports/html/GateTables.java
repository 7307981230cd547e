package dev.cachebench.reports.html;

import dev.cachebench.reports.model.ExpectationResult;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.Words;
import java.util.List;

/** Writes what was asked of targets and what was answered. */
final class GateTables {

  private static final List<String> HEADINGS =
      List.of("answer", "target", "phase", "asked", "measured");

  private final RunReport report;
  private final Html html;

  GateTables(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    if (!report.gates().isEmpty()) {
      html.open("section", "aria-labelledby", "gates");
      html.leaf("h2", "Gates", "id", "gates");
      html.table("Gates and their answers", "gates").headings(HEADINGS);
      for (GateResult gate : report.gates()) {
        row(gate.state(), answer(gate), List.of(gate.target(), gate.phase(), gate.text()))
            .leaf("td", gate.reason())
            .close("tr");
      }
      html.closeTable().close("section");
    }
    expectations();
  }

  private void expectations() {
    if (report.expectations().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "expected");
    html.leaf("h2", "Expected of the controls", "id", "expected");
    html.table("Expectations; an unmet one is a warning, never a failure", "gates");
    html.headings(HEADINGS);
    for (ExpectationResult result : report.expectations()) {
      String answer = met(result.state());
      row(result.state(), answer, List.of(result.target(), result.phase(), result.text()))
          .leaf("td", result.reason())
          .close("tr");
    }
    html.closeTable().close("section");
  }

  private Html row(GateState state, String answer, List<String> cells) {
    html.open("tr").open("td", "class", "state " + kind(state));
    html.text(Words.sign(state) + " " + answer).close("td");
    html.leaf("td", cells.get(0)).leaf("td", cells.get(1));
    return html.open("td").leaf("code", cells.get(2)).close("td");
  }

  private static String answer(GateResult gate) {
    return gate.state().name() + (gate.isSkipped() ? ", skipped" : "");
  }

  private static String met(GateState state) {
    return switch (state) {
      case PASS -> "met";
      case FAIL -> "unmet";
      default -> state.name();
    };
  }

  private static String kind(GateState state) {
    return switch (state) {
      case PASS -> "pass";
      case FAIL -> "fail";
      case NO_DATA, INCONCLUSIVE, INVALID -> "look";
    };
  }
}
