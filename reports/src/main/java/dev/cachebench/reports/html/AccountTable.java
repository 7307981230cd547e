package dev.cachebench.reports.html;

import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what herds cost and how old answers were: counts over all phases, targets as columns. */
final class AccountTable {

  private static final Map<String, Map<String, String>> GROUPS = new LinkedHashMap<>();

  static {
    Map<String, String> herds = new LinkedHashMap<>();
    herds.put("loads-per-key.max", "loads of the key loaded most, in one phase");
    herds.put("concurrent-loads-per-key.max", "loads of one key at once, at most");
    herds.put("coalesced", "gets that joined another's load");
    herds.put("loads-per-expiry.mean", "loads after one expiry of the hottest key");
    herds.put("loads-per-expiry.max", "loads after one expiry, at most");
    herds.put("origin-rate.max", "loads in the busiest second");
    GROUPS.put("stampedes", herds);
    Map<String, String> ages = new LinkedHashMap<>();
    ages.put("staleness.p99", "age beyond the committed value, p99");
    ages.put("staleness.max", "age beyond the committed value, at most");
    ages.put("stale-reads-beyond-bound", "reads staler than promised");
    ages.put("wrong-values", "wrong values");
    ages.put("monotonic-violations", "reads older than one before");
    ages.put("lost-writes", "lost writes");
    ages.put("lost-invalidations", "lost invalidations");
    ages.put("ttl-overrun.max", "entries that outlived their TTL, by at most");
    ages.put("early-expiry.max", "entries that ended early, by at most");
    GROUPS.put("staleness", ages);
    Map<String, String> breakers = new LinkedHashMap<>();
    breakers.put("breaker.opened", "openings of the breaker");
    breakers.put("breaker.open-time", "time not closed, of the node with most");
    GROUPS.put("breaker", breakers);
  }

  private final RunReport report;
  private final Html html;

  AccountTable(RunReport report, Html html) {
    this.report = report;
    this.html = html;
  }

  void append() {
    if (GROUPS.values().stream().allMatch(group -> rows(group).isEmpty())) {
      return;
    }
    html.open("section", "aria-labelledby", "account");
    html.leaf("h2", "Stampedes and staleness", "id", "account");
    html.table("All phases together, one column for each target", "figures");
    html.open("thead").open("tr").leaf("th", "of", "scope", "col");
    html.leaf("th", "figure", "scope", "col");
    report.targets().forEach(t -> html.leaf("th", t.name(), "scope", "col", "class", "number"));
    html.close("tr").close("thead");
    GROUPS.forEach((name, group) -> group(name, group, rows(group)));
    html.close("table").close("div").close("section");
  }

  private List<String> rows(Map<String, String> group) {
    return group.keySet().stream()
        .filter(m -> report.targets().stream().anyMatch(target -> target.all().value(m) != null))
        .toList();
  }

  private void group(String name, Map<String, String> words, List<String> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    html.open("tbody");
    for (int i = 0; i < metrics.size(); i++) {
      html.open("tr");
      if (i == 0) {
        String span = Integer.toString(metrics.size());
        html.leaf("th", name, "scope", "rowgroup", "rowspan", span, "class", "phase");
      }
      html.leaf(
          "th", words.getOrDefault(metrics.get(i), ""), "scope", "row", "class", "label wrap");
      for (TargetReport target : report.targets()) {
        html.leaf("td", target.all().text(metrics.get(i)));
      }
      html.close("tr");
    }
    html.close("tbody");
  }
}
