package dev.cachebench.reports.sweep;

import java.util.List;
import java.util.stream.Collectors;

/** A live sweep as one HTML file: for each target its hit ratio drawn, its figures, its L1. */
final class LiveHtml {

  private final LiveSweep sweep;

  LiveHtml(LiveSweep sweep) {
    this.sweep = sweep;
  }

  String write() {
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(SweepPage.escaped(sweep.scenario())).append("</h1>\n<p>");
    body.append(SweepPage.escaped(sweep.headline())).append("</p>\n");
    sweep.targets().forEach(target -> target(target, body));
    body.append(
            "<p>Each row is a run of its own, its directory beside this file. !: invalid there.")
        .append(" The replay asks the engine's L1 for the same requests, one after the other:")
        .append(" capacity alone, then with lives, then with writes.</p>\n");
    return SweepPage.of(sweep.scenario() + " · sweep", body.toString());
  }

  private void target(String target, StringBuilder body) {
    List<LiveSweep.Row> rows = sweep.rows(target);
    body.append("<h2>").append(SweepPage.escaped(target)).append("</h2>\n");
    body.append(new LiveChart(rows).write());
    table("Figures of " + target, LiveText.figures(sweep, rows), body);
    List<List<String>> parts = LiveText.parts(sweep, rows);
    if (parts.size() > 1) {
      table("Hit ratio of L1, taken apart", parts, body);
    }
  }

  private static void table(String label, List<List<String>> lines, StringBuilder body) {
    body.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(SweepPage.escaped(label))
        .append("\">\n<table>\n<thead><tr>");
    lines.get(0).forEach(cell -> body.append(cell("th scope=\"col\"", cell)));
    body.append("</tr></thead>\n<tbody>\n");
    for (List<String> line : lines.subList(1, lines.size())) {
      body.append("<tr>").append(cell("th scope=\"row\"", line.get(0)));
      body.append(
          line.subList(1, line.size()).stream()
              .map(text -> cell("td", text))
              .collect(Collectors.joining()));
      body.append("</tr>\n");
    }
    body.append("</tbody>\n</table>\n</div>\n");
  }

  private static String cell(String tag, String text) {
    String end = tag.split(" ", 2)[0];
    return "<%s>%s</%s>".formatted(tag, SweepPage.escaped(text), end);
  }
}
