package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sweep as one HTML file; the clairvoyant policies are dashed. */
final class SweepHtml {

  private static final String BODY =
      """
      <h1>@title@</h1>
      <p>@headline@</p>
      @chart@<ul class="legend">
      @legend@</ul>
      @bound@<h2>Hit ratio</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Hit ratios">
      <table>
      <thead><tr><th scope="col">@unit@</th>@policies@</tr></thead>
      <tbody>
      @rows@</tbody>
      </table>
      </div>
      @spreads@<p>Simulated request by request: @sizes@, every miss is loaded at once, nothing expires. opt (Belady's, loads every miss) and opt-bypass (may
      refuse to admit) know the future: they bound what others can reach, no cache can be them.</p>
      """;

  private final SweepReport report;

  SweepHtml(SweepReport report) {
    this.report = report;
  }

  String write() {
    // What the trace is called comes last, so that no name can be taken for a place.
    String body =
        BODY.replace("@chart@", new MissRatioChart(report).write())
            .replace("@legend@", legend())
            .replace("@bound@", SweepText.bound(report).map(b -> "<p>" + b + "</p>\n").orElse(""))
            .replace("@spreads@", spreads())
            .replace("@unit@", report.unit().word())
            .replace("@sizes@", sizes())
            .replace("@policies@", policies())
            .replace("@rows@", rows())
            .replace("@headline@", SweepPage.escaped(SweepText.headline(report)))
            .replace("@title@", SweepPage.escaped(report.trace()));
    return SweepPage.of(report.trace(), body);
  }

  private List<String> columns() {
    return Stream.concat(
            report.policies().stream().map(PolicyKind::word), report.formulaWords().stream())
        .toList();
  }

  private String legend() {
    return columns().stream()
        .map(
            word ->
                "<li class=\"%s\"><svg viewBox=\"0 0 40 16\" aria-hidden=\"true\">".formatted(word)
                    + "<polyline points=\"0,8 40,8\"/></svg><span>%s</span></li>\n".formatted(word))
        .collect(Collectors.joining());
  }

  private String policies() {
    return columns().stream()
        .map(word -> "<th scope=\"col\">" + word + "</th>")
        .collect(Collectors.joining());
  }

  private String spreads() {
    return SweepText.spreads(report).stream()
        .map(sentence -> "<p>" + sentence + "</p>\n")
        .collect(Collectors.joining());
  }

  private String sizes() {
    return report.unit() == Capacity.Unit.BYTES
        ? "every key is as large as its first request says"
        : "every key counts as equally large";
  }

  private String rows() {
    return report.capacities().stream().map(this::row).collect(Collectors.joining());
  }

  private String row(Capacity capacity) {
    StringBuilder row = new StringBuilder();
    row.append("<tr><th scope=\"row\">").append(SweepText.label(capacity)).append("</th>");
    for (PolicyKind policy : report.policies()) {
      List<SimulationResult> results = report.of(policy);
      results.stream()
          .filter(result -> result.capacity().equals(capacity))
          .map(result -> SweepText.ratio(result.hitRatio()))
          .forEach(ratio -> row.append("<td>").append(ratio).append("</td>"));
    }
    for (String formula : report.formulaWords()) {
      row.append("<td>").append(SweepText.ratio(report, formula, capacity)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }
}
