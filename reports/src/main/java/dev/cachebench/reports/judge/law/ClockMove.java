package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.scenarios.result.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * What followed one move of a clock, until the next one or the end of the arm.
 *
 * @param index which fault of the scenario, from 0
 * @param on whose clock
 * @param byNanos by how much it was set, forward if positive; 0 when its pace changed
 * @param rate what it gains from then on, s in each s
 * @param windowNanos for how long it was watched
 * @param overrunNanos by how much an L1 entry outlived its time to live at most; null without L1
 * @param earlyNanos by how much an L1 entry fell short of it at most; null without L1
 * @param stalenessNanos how long an answer was out of date at most; null without L1
 * @param keys live entries in Redis just before; null where Redis's clock was not moved
 * @param expiredEarly those of them that the move ended
 */
public record ClockMove(
    int index,
    String on,
    long byNanos,
    double rate,
    long windowNanos,
    @Nullable Double overrunNanos,
    @Nullable Double earlyNanos,
    @Nullable Double stalenessNanos,
    @Nullable Double keys,
    double expiredEarly) {

  /** Reads an event {@code clock}. */
  public static ClockMove of(RunEvent event) {
    return new ClockMove(
        (int) Details.count(event, "index"),
        String.valueOf(Details.text(event, "on")),
        Details.count(event, "by-nanos"),
        Details.number(event, "rate", 0),
        Details.count(event, "window-nanos"),
        Details.number(event, "overrun-nanos"),
        Details.number(event, "early-nanos"),
        Details.number(event, "staleness-nanos"),
        Details.number(event, "keys"),
        Details.number(event, "expired-early", 0));
  }

  /** Returns whether another is the same move in another round. */
  boolean isLike(ClockMove other) {
    return index == other.index && byNanos == other.byNanos && rate == other.rate;
  }

  boolean isOnRedis() {
    return on.equals("redis");
  }
}
