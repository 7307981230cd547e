package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep as one HTML file: no script, no network, light and dark. Colours are those of Okabe and
 * Ito, told apart by colour-blind eyes too; the clairvoyant policies are dashed.
 */
final class SweepHtml {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>@title@ · cachebench sweep</title>
      <style>
      :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #d5d5d5; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181c; --faint: #3a3f47; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
             max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
      svg { width: 100%; height: auto; }
      svg text { font-size: 13px; fill: var(--ink); }
      .grid { stroke: var(--faint); }
      polyline { fill: none; stroke: currentColor; stroke-width: 2; }
      circle { fill: currentColor; }
      .lru { color: #0072b2; } .fifo { color: #d55e00; } .clock { color: #009e73; }
      .sieve { color: #cc79a7; } .w-tinylfu { color: #e69f00; }
      .s3-fifo { color: #56b4e9; } .lfu { color: #8a6d00; } .arc { color: #7a3e9d; }
      .che-lru { color: #0072b2; } .che-fifo { color: #d55e00; }
      .che-lru polyline, .che-fifo polyline { stroke-dasharray: 1 5; stroke-linecap: round; }
      .opt, .opt-bypass { color: var(--ink); }
      .opt polyline { stroke-dasharray: 8 4; } .opt-bypass polyline { stroke-dasharray: 2 4; }
      .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
      .legend svg { width: 2rem; height: .8rem; margin-right: .4rem; }
      .legend span { color: var(--ink); }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { text-align: right; padding: .25rem .75rem; border-bottom: 1px solid var(--faint); }
      </style>
      </head>
      <body>
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
      </body>
      </html>
      """;

  private final SweepReport report;

  SweepHtml(SweepReport report) {
    this.report = report;
  }

  String write() {
    // What the trace is called comes last, so that no name can be taken for a place.
    return PAGE.replace("@chart@", new MissRatioChart(report).write())
        .replace("@legend@", legend())
        .replace("@bound@", SweepText.bound(report).map(b -> "<p>" + b + "</p>\n").orElse(""))
        .replace("@spreads@", spreads())
        .replace("@unit@", report.unit().word())
        .replace("@sizes@", sizes())
        .replace("@policies@", policies())
        .replace("@rows@", rows())
        .replace("@headline@", escaped(SweepText.headline(report)))
        .replace("@title@", escaped(report.trace()));
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
