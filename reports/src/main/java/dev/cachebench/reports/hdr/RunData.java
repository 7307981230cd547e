package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What the files of a run directory hold.
 *
 * <p>Histograms are shared, not copied: whoever gets one must not record into it.
 *
 * @param scenario the scenario as run
 * @param environment what it ran on
 * @param counters in the order of the file
 * @param events in the order of the file
 * @param violations in the order of the file
 * @param histograms the intervals of each tag merged, ns
 * @param seconds response times second by second, by arm and time
 * @param tails what lies beyond the percentiles of response times
 * @param isTorn whether the last line of a file was cut off, so that the run was interrupted
 */
public record RunData(
    Scenario scenario,
    Map<String, Object> environment,
    List<CountersRow> counters,
    List<RunEvent> events,
    List<Violation> violations,
    Map<HistogramTag, Histogram> histograms,
    List<SecondTimes> seconds,
    TailCounts tails,
    boolean isTorn) {

  /** Copies the lists and keeps the maps' order. */
  public RunData {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    counters = List.copyOf(counters);
    events = List.copyOf(events);
    violations = List.copyOf(violations);
    seconds = List.copyOf(seconds);
    histograms = Collections.unmodifiableMap(new LinkedHashMap<>(histograms));
  }

  /** Returns the events of that name, in the order of the file. */
  public Stream<RunEvent> events(String name) {
    return events.stream().filter(event -> event.event().equals(name));
  }

  /** Returns the events of that name of one target, in the order of the file. */
  public Stream<RunEvent> events(String name, String target) {
    return events(name).filter(event -> target.equals(event.target()));
  }
}
