package dev.cachebench.reports.html.data;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RoundClock;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.Timeline;
import dev.cachebench.reports.html.data.PageData.Lane;
import dev.cachebench.reports.html.data.PageData.Span;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events {@code breaker} and {@code health} of a target's first round into times in which
 * a breaker was not closed, and in which a node saw that Redis is gone.
 */
final class StateLanes {

  /** More lanes would push the charts off the screen. */
  private static final int MOST_LANES = 8;

  private static final int MOST_SPANS = 400;

  private final Timeline timeline;
  private final RoundClock clock;
  private final List<Span> spans = new ArrayList<>();
  private @Nullable String state;
  private double since;

  private StateLanes(Timeline timeline, RoundClock clock) {
    this.timeline = timeline;
    this.clock = clock;
  }

  static List<Lane> of(RunData run, Timeline timeline, RoundClock clock) {
    // By name, so that all breakers stand before all that was seen of Redis, node by node.
    Map<String, StateLanes> lanes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Stream.of("breaker", "health")
        .flatMap(name -> run.events(name, timeline.target()))
        .filter(event -> event.round() == clock.round())
        .forEach(
            event ->
                lanes
                    .computeIfAbsent(name(event), any -> new StateLanes(timeline, clock))
                    .next(event));
    List<Lane> drawn = new ArrayList<>();
    lanes.forEach((name, lane) -> drawn.add(new Lane(name, lane.toTheEnd())));
    return List.copyOf(drawn.subList(0, Math.min(MOST_LANES, drawn.size())));
  }

  private static String name(RunEvent event) {
    String node = Details.text(event, "node");
    String what = event.event().equals("breaker") ? "breaker" : "Redis seen";
    return node == null ? what : what + ", node " + node;
  }

  private void next(RunEvent event) {
    end(clock.relative(event.t()));
    String word = Details.text(event, event.event().equals("breaker") ? "state" : "l2");
    state = word == null || word.equals("closed") || word.equals("up") ? null : word;
    since = clock.relative(event.t());
  }

  private void end(double t) {
    double from = Math.max(since, timeline.start());
    double to = Math.min(t, timeline.end());
    if (state != null && to >= from && spans.size() < MOST_SPANS) {
      spans.add(new Span(state, RunEvents.millisecond(from), RunEvents.millisecond(to)));
    }
  }

  private List<Span> toTheEnd() {
    end(timeline.end());
    return spans;
  }
}
