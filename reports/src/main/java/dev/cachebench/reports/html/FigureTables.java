package dev.cachebench.reports.html;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.PhaseRows;
import dev.cachebench.reports.render.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the tables of figures: targets side by side, and who served. */
final class FigureTables {

  private static final List<String> TIERS =
      List.of("l1", "l2", "stale", "negative", "origin", "error");

  private final RunReport report;
  private final Html html;

  FigureTables(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    if (report.targets().isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "targets");
    html.leaf("h2", "Targets", "id", "targets");
    targets();
    servedBy();
    String hitTimes = Words.hitTimes(report.targets());
    if (!hitTimes.isEmpty()) {
      html.leaf("p", hitTimes, "class", "note");
    }
    html.close("section");
  }

  private void targets() {
    html.table("Figures of each phase, one column for each target", "figures");
    html.open("thead").open("tr").leaf("th", "phase", "scope", "col");
    html.leaf("th", "figure", "scope", "col");
    for (TargetReport target : report.targets()) {
      html.open("th", "scope", "col", "class", "number").text(target.name());
      html.leaf("small", target.role().word()).close("th");
    }
    html.close("tr").close("thead");
    for (String phase : phases()) {
      phase(phase);
    }
    html.close("table").close("div");
  }

  private List<String> phases() {
    return report.targets().get(0).phases().stream().map(PhaseReport::phase).toList();
  }

  private void phase(String phase) {
    List<@Nullable PhaseReport> columns = new ArrayList<>();
    report.targets().forEach(target -> columns.add(target.phase(phase)));
    List<PhaseRows.Row> rows = PhaseRows.of(columns);
    html.open("tbody");
    for (int i = 0; i < rows.size(); i++) {
      html.open("tr");
      if (i == 0) {
        String span = Integer.toString(rows.size());
        html.leaf("th", phase, "scope", "rowgroup", "rowspan", span, "class", "phase");
      }
      html.leaf("th", rows.get(i).label().strip(), "scope", "row", "class", "label");
      for (String cell : rows.get(i).cells()) {
        html.leaf("td", cell);
      }
      html.close("tr");
    }
    html.close("tbody");
  }

  private void servedBy() {
    html.table("Served by, % of gets", "figures served");
    List<String> headings = new ArrayList<>(List.of("phase", "target", ""));
    TIERS.forEach(tier -> headings.add(word(tier)));
    html.headings(headings);
    for (String phase : phases()) {
      for (TargetReport target : report.targets()) {
        PhaseReport figures = target.phase(phase);
        html.open("tr").leaf("th", phase, "scope", "row", "class", "label");
        html.leaf("th", target.name(), "scope", "row");
        bar(figures);
        for (String tier : TIERS) {
          String share = figures == null ? Figures.ABSENT : figures.text("served-by." + tier);
          html.leaf("td", share.replace(" %", ""));
        }
        html.close("tr");
      }
    }
    html.closeTable();
  }

  private void bar(@Nullable PhaseReport figures) {
    html.open("td", "class", "bar", "aria-hidden", "true").open("div", "class", "bar");
    for (String tier : TIERS) {
      Double share = figures == null ? null : figures.value("served-by." + tier);
      if (share != null && share > 0) {
        String width = String.format(Locale.US, "width:%.2f%%", share * 100);
        html.open("i", "class", tier, "style", width, "title", word(tier)).close("i");
      }
    }
    html.close("div").close("td");
  }

  /** Returns the word of a tier on screen. */
  private static String word(String tier) {
    return tier.chars().anyMatch(Character::isDigit) ? tier.toUpperCase(Locale.ROOT) : tier;
  }
}
