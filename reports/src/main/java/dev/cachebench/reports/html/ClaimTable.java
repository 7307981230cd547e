package dev.cachebench.reports.html;

import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.Words;
import java.util.List;

/** Writes what was claimed of speedups and what was found. */
final class ClaimTable {

  private final RunReport report;
  private final Html html;

  ClaimTable(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    if (report.claims().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "claims");
    html.leaf("h2", "Claims", "id", "claims");
    html.table("Claims of speedup and what is said of them", "gates claims");
    html.headings(List.of("answer", "claim", "of", "tags", "why"));
    for (ClaimResult claim : report.claims()) {
      ClaimVerdict verdict = claim.answer().verdict();
      html.open("tr").open("td", "class", "state " + kind(verdict));
      html.text(Words.sign(verdict) + " " + verdict.name().replace('_', ' ')).close("td");
      html.open("td").leaf("code", claim.answer().claim());
      html.text(" " + claim.answer().metric() + (claim.require() ? ", required" : "")).close("td");
      html.leaf("td", Words.subject(claim)).leaf("td", Words.tags(claim.answer()));
      html.leaf("td", Words.reason(claim)).close("tr");
    }
    html.closeTable().close("section");
  }

  private static String kind(ClaimVerdict verdict) {
    if (verdict.isYes()) {
      return "pass";
    }
    return verdict.isNo() ? "fail" : "look";
  }
}
