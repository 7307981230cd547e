package dev.cachebench.reports.judge.fault;

import dev.cachebench.reports.judge.fault.ArmSeconds.Second;
import dev.cachebench.reports.model.Healing;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one fault window did to one arm.
 *
 * <p>Steady are the measured seconds before any fault of the arm. Recovery is the first of three
 * consecutive seconds after the fault's stop with a hit ratio of at least 0.9 × steady and a p99 of
 * at most 1.1 × the worst steady second's; its time is from the stop to that second's start, so it
 * is known to one second. The tenth more is for the chance that three seconds in which nothing is
 * wrong exceed the worst of a few others: by 3 in 11 with eight steady seconds. Detection is when
 * the last node that opened its breaker in the window first did. Amplification is the origin's rate
 * in the window ÷ its steady rate.
 */
public final class FaultFigures {

  /** Share of the steady hit ratio from which on a target is back. */
  public static final double HITS_KEPT = 0.9;

  /** Multiple of the worst steady second's p99 up to which it is. */
  public static final double SLOWER = 1.1;

  private static final int SECONDS_IN_A_ROW = 3;
  private static final double NANOS = 1e9;

  private final FaultWindow window;
  private final List<Second> seconds;
  private final List<Second> steady;
  private final List<RunEvent> breakers;

  /**
   * Creates one.
   *
   * @param window when the fault struck
   * @param seconds of the arm
   * @param steady those before any fault
   * @param breakers events of that name of the arm
   */
  FaultFigures(
      FaultWindow window, List<Second> seconds, List<Second> steady, List<RunEvent> breakers) {
    this.window = window;
    this.seconds = List.copyOf(seconds);
    this.steady = List.copyOf(steady);
    this.breakers = List.copyOf(breakers);
  }

  /** Returns when the fault struck. */
  public FaultWindow window() {
    return window;
  }

  /** Returns whether anything was measured before the first fault. */
  public boolean hasSteady() {
    return !steady.isEmpty();
  }

  /** Returns the origin's rate in the window ÷ before it; empty when it had no load before. */
  OptionalDouble originAmplification() {
    List<Second> during =
        seconds.stream().filter(second -> window.holds(second.start(), second.end())).toList();
    double before = loadRate(steady);
    return during.isEmpty() || !(before > 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(loadRate(during) / before);
  }

  private static double loadRate(List<Second> of) {
    double length = of.stream().mapToDouble(Second::length).sum();
    return of.stream().mapToLong(Second::loads).sum() / length;
  }

  /** Returns the time until the last node's breaker first opened, ns. */
  OptionalDouble detectionNanos() {
    return breakers.stream()
        .filter(Breakers::isOpening)
        .filter(event -> event.t() >= window.start() && event.t() < window.stop())
        .collect(
            Collectors.groupingBy(
                Breakers::node, Collectors.minBy(Comparator.comparingDouble(RunEvent::t))))
        .values()
        .stream()
        .mapToDouble(first -> (first.orElseThrow().t() - window.start()) * NANOS)
        .max();
  }

  /** Returns the time from the stop to recovery, ns; empty when it was not seen. */
  OptionalDouble recoveryNanos() {
    double hits = hitRatio(steady) * HITS_KEPT;
    double slowest = SLOWER * worstSteady();
    int good = 0;
    for (int i = 0; i < seconds.size(); i++) {
      Second second = seconds.get(i);
      boolean isGood =
          second.end() > window.stop()
              && second.gets() > 0
              && hitRatio(List.of(second)) >= hits
              && second.p99() <= slowest;
      good = isGood ? good + 1 : 0;
      if (good == SECONDS_IN_A_ROW) {
        double first = seconds.get(i + 1 - SECONDS_IN_A_ROW).start();
        return OptionalDouble.of(Math.max(0, first - window.stop()) * NANOS);
      }
    }
    return OptionalDouble.empty();
  }

  /** Returns what callers saw before any fault. */
  public Healing.Seen steady() {
    return new Healing.Seen(hitRatio(steady), worstSteady());
  }

  private long worstSteady() {
    return steady.stream().mapToLong(Second::p99).max().orElse(0);
  }

  /** Returns the last seconds, as many as make a recovery; fewer where the fault was on before. */
  private List<Second> last() {
    List<Second> after =
        seconds.stream()
            .filter(second -> FaultWindow.isBefore(window.stop(), second.start()))
            .toList();
    return after.subList(Math.max(0, after.size() - SECONDS_IN_A_ROW), after.size());
  }

  /** Returns what callers saw in the last seconds together; null when there are too few. */
  public Healing.@Nullable Seen end() {
    List<Second> last = last();
    if (last.size() < SECONDS_IN_A_ROW) {
      return null;
    }
    long[] p99s = last.stream().mapToLong(Second::p99).sorted().toArray();
    return new Healing.Seen(hitRatio(last), p99s[p99s.length / 2]);
  }

  /** Returns the time from the stop until it was steady, as it was at the end, ns. */
  public double backNanos() {
    return recoveryNanos().orElse(Math.max(0, last().get(0).start() - window.stop()) * NANOS);
  }

  /** Returns how long the arm was watched after the stop, ns. */
  public double watchedNanos() {
    double end = seconds.isEmpty() ? window.stop() : seconds.get(seconds.size() - 1).end();
    return Math.max(0, end - window.stop()) * NANOS;
  }

  private static double hitRatio(List<Second> of) {
    long gets = of.stream().mapToLong(Second::gets).sum();
    return gets == 0 ? 0 : (double) of.stream().mapToLong(Second::hits).sum() / gets;
  }
}
