package dev.cachebench.reports.judge.fault;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code breaker} events: the nodes' breakers and the states that they entered. */
public final class Breakers {

  private static final String OPEN = "open";
  private static final String CLOSED = "closed";

  private Breakers() {}

  static boolean isOpening(RunEvent event) {
    return OPEN.equals(Details.text(event, "state"));
  }

  /** Returns whose breaker it is, from 0. */
  public static long node(RunEvent event) {
    return Details.count(event, "node");
  }

  /** Returns how often a breaker opened in some time. */
  public static long opened(List<RunEvent> events, double from, double to) {
    return events.stream()
        .filter(event -> isOpening(event) && event.t() >= from && event.t() < to)
        .count();
  }

  /** Returns the seconds in which a node's breaker was not closed, of the node with most. */
  static double openSeconds(List<RunEvent> events, double from, double to) {
    Map<Long, Double> since = new HashMap<>();
    Map<Long, Double> open = new HashMap<>();
    for (RunEvent event : events) {
      long node = node(event);
      if (!CLOSED.equals(Details.text(event, "state"))) {
        since.putIfAbsent(node, event.t());
      } else if (since.containsKey(node)) {
        open.merge(node, overlap(since.remove(node), event.t(), from, to), Double::sum);
      }
    }
    since.forEach((node, start) -> open.merge(node, overlap(start, to, from, to), Double::sum));
    return open.values().stream().mapToDouble(seconds -> seconds).max().orElse(0);
  }

  private static double overlap(double start, double stop, double from, double to) {
    return Math.max(0, Math.min(stop, to) - Math.max(start, from));
  }
}
