package dev.cachebench.reports.html.data;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RoundClock;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.Timeline;
import dev.cachebench.reports.html.data.PageData.Band;
import dev.cachebench.reports.html.data.PageData.Lane;
import dev.cachebench.reports.html.data.PageData.Mark;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places the events of {@code events.jsonl} on the timelines of their targets.
 *
 * <p>Faults are those of the target's first round: rounds follow the same timeline.
 */
final class RunEvents {

  /** More of them would be one yellow or black field, and fill the page. */
  private static final int MOST = 400;

  private final RunData run;

  RunEvents(RunData run) {
    this.run = run;
  }

  /** Returns the faults of a target by their start. */
  List<Band> faults(Timeline timeline) {
    RoundClock clock = firstRound(timeline.target());
    if (clock == null) {
      return List.of();
    }
    Map<Long, Band> open = new LinkedHashMap<>();
    List<Band> bands = new ArrayList<>();
    for (RunEvent event : run.events()) {
      boolean isMine = timeline.target().equals(event.target()) && event.round() == clock.round();
      long index = Details.count(event, "index");
      if (isMine && event.event().equals("fault-start")) {
        // What strikes again without a stop in between has no length.
        Band before = open.put(index, band(event, index, clock));
        if (before != null) {
          bands.add(before);
        }
      } else if (isMine && event.event().equals("fault-stop")) {
        Band begun = open.remove(index);
        if (begun != null) {
          bands.add(closed(begun, clock.relative(event.t())));
        }
      }
    }
    // A lasting fault without a stop was cut off with the run; any other is a point in time.
    for (Band band : open.values()) {
      boolean isKnown = FaultKind.of(band.fault()).isPresent();
      bands.add(isKnown ? closed(band, timeline.end()) : band);
    }
    bands.sort((a, b) -> Double.compare(a.from(), b.from()));
    return firstOf(bands);
  }

  private @Nullable RoundClock firstRound(String target) {
    return RoundClock.of(run, target).values().stream().findFirst().orElse(null);
  }

  private Band band(RunEvent event, long index, RoundClock clock) {
    List<FaultConfig> faults = run.scenario().faults();
    FaultConfig fault = index >= 0 && index < faults.size() ? faults.get((int) index) : null;
    String word = Details.text(event, "fault");
    if (word == null) {
      word = fault == null ? "fault" : fault.kind().word();
    }
    double from = millisecond(clock.relative(event.t()));
    return new Band(word, fault == null ? null : fault.on(), from, null);
  }

  private static Band closed(Band band, double to) {
    boolean isLasting =
        FaultKind.of(band.fault()).map(kind -> !kind.isInstantaneous()).orElse(true);
    return isLasting && to > band.from()
        ? new Band(band.fault(), band.on(), band.from(), millisecond(to))
        : band;
  }

  /** Returns the states of a target's breakers and of Redis as its nodes saw it. */
  List<Lane> lanes(Timeline timeline) {
    RoundClock clock = firstRound(timeline.target());
    return clock == null ? List.of() : StateLanes.of(run, timeline, clock);
  }

  /**
   * Returns what else happened to a target: changes of a breaker or of L2, faults that did not
   * work.
   */
  List<Mark> marks(Timeline timeline) {
    Map<Integer, RoundClock> clocks = RoundClock.of(run, timeline.target());
    List<Mark> marks = new ArrayList<>();
    Stream.of("breaker", "health", "fault-failed")
        .flatMap(name -> run.events(name, timeline.target()))
        .forEach(
            event -> {
              RoundClock clock = clocks.get(event.round());
              if (clock != null) {
                double t = millisecond(clock.relative(event.t()));
                marks.add(new Mark(t, event.event(), text(event, clocks.size() > 1)));
              }
            });
    marks.sort((a, b) -> Double.compare(a.t(), b.t()));
    return firstOf(marks);
  }

  private static String text(RunEvent event, boolean areManyRounds) {
    String round = areManyRounds ? ", round " + event.round() : "";
    if (event.event().equals("breaker")) {
      String node = Details.text(event, "node");
      String where = node == null ? "" : " of node " + node;
      return "breaker" + where + ": " + Details.text(event, "state") + round;
    }
    if (event.event().equals("health")) {
      return "Redis seen "
          + Details.text(event, "l2")
          + " by node "
          + Details.text(event, "node")
          + round;
    }
    return "fault failed: " + Details.text(event, "message") + round;
  }

  private static <T> List<T> firstOf(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  static double millisecond(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
