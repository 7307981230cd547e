package dev.cachebench.reports.html.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of a page draw; the page carries it as JSON.
 *
 * <p>Times are seconds from the start of the first phase, the warm-up below 0; response times are
 * milliseconds.
 *
 * @param width seconds that a point of a timeline covers
 * @param from where timelines begin
 * @param to where timelines end
 * @param phases phases in order, the warm-up first
 * @param timelines one for each target that began
 * @param percentiles one chart for each phase, a curve for each target
 * @param outcomes one chart for each target and phase, a curve for each outcome of its gets
 */
public record PageData(
    double width,
    double from,
    double to,
    List<Phase> phases,
    List<TargetTimeline> timelines,
    List<PercentileChart> percentiles,
    List<PercentileChart> outcomes) {

  /** Copies the lists. */
  public PageData {
    phases = List.copyOf(phases);
    timelines = List.copyOf(timelines);
    percentiles = List.copyOf(percentiles);
    outcomes = List.copyOf(outcomes);
  }

  /** A phase on the axis of time. */
  public record Phase(String name, double from, double to) {}

  /**
   * A target's points. Lists are of equal length; null is a gap.
   *
   * @param t the middle of what each point covers
   * @param p50 of all operations, ms
   * @param p99 of all operations, ms
   * @param offered slots of the schedule per second; empty for closed load
   * @param achieved answered operations per second, refused ones not counted
   * @param origin loads from the origin per second
   * @param errors failed, timed-out and refused operations ÷ all
   * @param served shares of gets, by outcome
   * @param faults what was done to it
   * @param lanes states of its breakers and of Redis as its nodes saw it
   * @param marks what happened to it
   */
  public record TargetTimeline(
      String target,
      String role,
      List<Double> t,
      List<@Nullable Double> p50,
      List<@Nullable Double> p99,
      List<@Nullable Double> offered,
      List<@Nullable Double> achieved,
      List<@Nullable Double> origin,
      List<@Nullable Double> errors,
      Map<String, List<@Nullable Double>> served,
      List<Band> faults,
      List<Lane> lanes,
      List<Mark> marks) {

    /** Keeps the order of outcomes. */
    public TargetTimeline {
      served = Collections.unmodifiableMap(new LinkedHashMap<>(served));
    }
  }

  /**
   * A fault at work.
   *
   * @param on where; null where the kind has one place
   * @param to null when it happened at a point in time
   */
  public record Band(String fault, @Nullable String on, double from, @Nullable Double to) {

    /** Returns what was done and where. */
    public String name() {
      return on == null ? fault : fault + " on " + on;
    }
  }

  /**
   * A state that changes with time.
   *
   * @param name whose, such as {@code breaker, node 1}
   * @param spans when it was not as it should be; between them all was well
   */
  public record Lane(String name, List<Span> spans) {

    /** Copies the list. */
    public Lane {
      spans = List.copyOf(spans);
    }
  }

  /**
   * A time in one state.
   *
   * @param state {@code open}, {@code half-open} or {@code down}
   */
  public record Span(String state, double from, double to) {}

  /** Something that happened at a point in time, such as a breaker's change. */
  public record Mark(double t, String kind, String text) {}

  /**
   * The curves of one phase.
   *
   * @param target whose; null where each curve is another target's
   */
  public record PercentileChart(@Nullable String target, String phase, List<Curve> curves) {

    /** Copies the list. */
    public PercentileChart {
      curves = List.copyOf(curves);
    }
  }

  /**
   * Response times by percentile.
   *
   * @param name of the target, or the outcome's word
   * @param x 1 ÷ (1 − q), from 1
   * @param y ms
   */
  public record Curve(String name, List<Double> x, List<Double> y) {}
}
