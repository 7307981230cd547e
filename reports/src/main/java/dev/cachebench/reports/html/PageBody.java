package dev.cachebench.reports.html;

import dev.cachebench.reports.html.data.PageData;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.render.Words;
import java.util.List;
import java.util.Map;

/** Writes what a page says: the answer first, the charts in the middle, the small print last. */
final class PageBody {

  private static final String OUTCOMES =
      "Gets alone, by outcome: a mean or a percentile of hits and misses together is one of neither."
          + " Origin are gets that loaded, coalesced those that waited for another's load.";

  private final RunReport report;
  private final PageData data;
  private final List<String> scenario;
  private final Html html = new Html();

  PageBody(RunReport report, PageData data, List<String> scenario) {
    this.report = report;
    this.data = data;
    this.scenario = scenario;
  }

  String html() {
    head();
    html.open("main");
    new FigureTables(report, html).append();
    new GateTables(report, html).append();
    new ClaimTable(report, html).append();
    charts();
    new AccountTable(report, html).append();
    list("invalid", "What spoils figures", Words.invalid(report.validity()));
    list("warnings", "Warnings", report.warnings().stream().map(Warning::text).toList());
    new FindingTables(report, html).append();
    list("notes", "Notes", report.notes());
    environment();
    scenario();
    html.close("main");
    return html.toString();
  }

  private void head() {
    html.open("header");
    html.leaf("p", "cachebench · run report", "class", "kind");
    html.leaf("h1", report.scenario());
    if (!report.question().isBlank()) {
      html.leaf("p", report.question(), "class", "question");
    }
    verdict();
    if (!report.answer().isBlank()) {
      html.leaf("p", report.answer(), "class", "answer");
    }
    new LeadingFigures(report, html).append();
    html.close("header");
  }

  private void verdict() {
    Verdict verdict = report.verdict();
    String kind =
        switch (verdict.state()) {
          case PASS -> "pass";
          case FAIL -> "fail";
          case UNDECIDED -> "look";
        };
    String word =
        switch (verdict.state()) {
          case PASS -> "✓ PASS";
          case FAIL -> "✗ FAIL";
          case UNDECIDED -> "? UNDECIDED";
        };
    html.open("p", "class", "verdict " + kind, "id", "verdict");
    html.leaf("strong", word);
    html.leaf("span", Words.counts(verdict));
    boolean isValid = Words.invalid(report.validity()).isEmpty();
    String sign = isValid ? "" : "! ";
    String look = isValid ? "" : "state look";
    html.leaf("span", sign + Words.validity(report.validity()), "class", look);
    if (report.status() != RunStatus.COMPLETE) {
      html.leaf("span", report.status().word());
    }
    html.leaf("span", "exit " + verdict.exitCode());
    html.close("p");
  }

  private void charts() {
    if (data.timelines().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "timeline");
    html.leaf("h2", "Second by second", "id", "timeline");
    html.open("p", "class", "hint");
    html.text("Seconds from the start of the first phase. All targets share one scale. ");
    html.text(FaultList.sentence(data));
    html.open("span", "class", "screen").text("Point at a chart, or focus it and use the arrow");
    html.text(" keys, to read every chart at that second; drag to zoom, double-click to zoom out.");
    html.close("span").close("p");
    html.leaf("p", "", "class", "hint", "id", "samples");
    html.open("div", "id", "timelines", "class", "columns").close("div");
    html.close("section");
    FaultList.append(data, html);
    html.open("section", "aria-labelledby", "percentiles-title");
    html.leaf("h2", "Response time by percentile", "id", "percentiles-title");
    html.leaf(
        "p",
        "Every step to the right is one more nine. A curve ends where fewer than ten samples lie"
            + " beyond it.",
        "class",
        "hint");
    html.open("div", "id", "percentiles", "class", "columns").close("div");
    html.close("section");
    html.open("section", "aria-labelledby", "outcomes-title");
    html.leaf("h2", "Response time by who answered", "id", "outcomes-title");
    html.leaf("p", OUTCOMES, "class", "hint");
    html.open("div", "id", "outcomes", "class", "columns").close("div");
    html.close("section");
  }

  private void scenario() {
    html.open("section", "aria-labelledby", "scenario");
    html.leaf("h2", "The scenario", "id", "scenario");
    html.open("details").leaf("summary", "As it was run, every default filled in");
    html.lines(scenario).close("details").close("section");
  }

  private void list(String id, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", id);
    html.leaf("h2", title, "id", id);
    html.open("ul", "class", id.equals("notes") ? "plain" : "plain look");
    lines.forEach(line -> html.leaf("li", line));
    html.close("ul").close("section");
  }

  private void environment() {
    html.open("section", "aria-labelledby", "environment");
    html.leaf("h2", "What it ran on", "id", "environment");
    html.open("details").leaf("summary", "Seed, versions, machine, flags");
    html.table("Environment of the run", "facts");
    html.open("tbody");
    fact("seed", Long.toString(report.seed()));
    fact("cachebench", report.toolVersion());
    for (Map.Entry<String, Object> entry : report.environment().entrySet()) {
      if (!entry.getKey().equals("seed")) {
        fact(entry.getKey(), String.valueOf(entry.getValue()));
      }
    }
    html.closeTable().close("details").close("section");
  }

  private void fact(String name, String value) {
    html.open("tr").leaf("th", name, "scope", "row").leaf("td", value).close("tr");
  }
}
