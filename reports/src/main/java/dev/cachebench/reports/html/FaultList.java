package dev.cachebench.reports.html;

import dev.cachebench.reports.html.PageData.Band;
import dev.cachebench.reports.html.PageData.Mark;
import dev.cachebench.reports.html.PageData.TargetTimeline;
import java.util.List;
import java.util.Locale;

/** Lists what the timelines shade and mark, for those who do not see them. */
final class FaultList {

  private FaultList() {}

  static void append(PageData data, Html html) {
    boolean isEmpty =
        data.timelines().stream().allMatch(t -> t.faults().isEmpty() && t.marks().isEmpty());
    if (isEmpty) {
      return;
    }
    html.open("details", "class", "events").leaf("summary", "Faults and events as a table");
    html.table("Faults and events, seconds from the start of the first phase", "figures events");
    html.headings(List.of("target", "what", "from", "to"));
    for (TargetTimeline timeline : data.timelines()) {
      for (Band band : timeline.faults()) {
        Double to = band.to();
        row(html, timeline.target(), band.name(), band.from(), to == null ? "" : seconds(to));
      }
      for (Mark mark : timeline.marks()) {
        row(html, timeline.target(), mark.text(), mark.t(), "");
      }
    }
    html.closeTable().close("details");
  }

  private static void row(Html html, String target, String what, double from, String to) {
    html.open("tr").leaf("th", target, "scope", "row").leaf("td", what, "class", "words");
    html.leaf("td", seconds(from)).leaf("td", to).close("tr");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.US, "%.1f s", seconds);
  }
}
