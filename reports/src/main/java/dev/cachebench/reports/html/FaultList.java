package dev.cachebench.reports.html;

import dev.cachebench.reports.html.data.PageData;
import dev.cachebench.reports.html.data.PageData.Band;
import dev.cachebench.reports.html.data.PageData.Mark;
import dev.cachebench.reports.html.data.PageData.TargetTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists what the timelines shade and mark, for those who do not see them. */
final class FaultList {

  private FaultList() {}

  /** Returns what is shaded, in words; targets see the same faults, so the first one tells. */
  static String sentence(PageData data) {
    Map<String, List<Band>> byName = new LinkedHashMap<>();
    for (Band band : data.timelines().get(0).faults()) {
      byName.computeIfAbsent(band.name(), any -> new ArrayList<>()).add(band);
    }
    if (byName.isEmpty()) {
      return "No fault struck. ";
    }
    List<String> parts = new ArrayList<>();
    byName.forEach((name, bands) -> parts.add(name + " " + when(bands)));
    return "Yellow: " + String.join("; ", parts) + ". ";
  }

  private static String when(List<Band> bands) {
    Band first = bands.get(0);
    if (bands.size() > 1) {
      return "(%d times, first at %s)".formatted(bands.size(), seconds(first.from()));
    }
    Double to = first.to();
    return to == null
        ? "(at %s)".formatted(seconds(first.from()))
        : "(%s to %s)".formatted(seconds(first.from()), seconds(to));
  }

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
