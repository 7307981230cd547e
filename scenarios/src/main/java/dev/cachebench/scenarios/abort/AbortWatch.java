package dev.cachebench.scenarios.abort;

import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.measure.LoadClock;
import dev.cachebench.scenarios.measure.Progress;
import dev.cachebench.scenarios.model.AbortConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.result.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Looks at each second's rows on their way to the run directory, and says when a condition holds
 * under which the run shall end: once, with an event {@code abort}.
 *
 * <p>Rows and seconds come from the reporter's thread alone.
 */
public final class AbortWatch implements RunSink, Consumer<Progress> {

  private static final double NANOS = 1e9;

  private final Arm arm;
  private final Map<Integer, AbortConfig> conditions = new LinkedHashMap<>();
  private final RunSink sink;
  private final LoadClock clock;
  private final Consumer<String> struck;
  private final Deque<LiveSecond> latest = new ArrayDeque<>();
  private final int longest;
  private LiveSecond current = new LiveSecond();
  private long lastNanos;
  private boolean hasStruck;

  /**
   * The arm that is watched.
   *
   * @param target name of its target
   * @param round from 1
   */
  public record Arm(String target, int round) {}

  /**
   * Creates one.
   *
   * @param all the scenario's conditions; those of other targets are left out
   * @param sink where rows go on to
   * @param clock the run's
   * @param struck hears of the first condition that holds, in words
   */
  public AbortWatch(
      Arm arm, List<AbortConfig> all, RunSink sink, LoadClock clock, Consumer<String> struck) {
    this.arm = arm;
    this.sink = sink;
    this.clock = clock;
    this.struck = struck;
    this.lastNanos = clock.nanos();
    for (int i = 0; i < all.size(); i++) {
      String target = all.get(i).target();
      if (target == null || target.equals(arm.target())) {
        conditions.put(i, all.get(i));
      }
    }
    this.longest = conditions.values().stream().mapToInt(AbortWatch::length).max().orElse(0);
  }

  private static int length(AbortConfig condition) {
    return (int) condition.over().toSeconds();
  }

  @Override
  public void histogram(
      HistogramTag tag, Histogram interval, double startSeconds, double lengthSeconds) {
    if (longest > 0) {
      current.add(tag, interval);
    }
    sink.histogram(tag, interval, startSeconds, lengthSeconds);
  }

  @Override
  public void counters(CountersRow row) {
    if (longest > 0) {
      current.add(row);
    }
    sink.counters(row);
  }

  @Override
  public void event(RunEvent event) {
    sink.event(event);
  }

  @Override
  public void violation(Violation violation) {
    sink.violation(violation);
  }

  /** A second is over; all of its rows have come. */
  @Override
  public void accept(Progress progress) {
    if (longest == 0 || hasStruck) {
      return;
    }
    long now = clock.nanos();
    current.end(progress.phase(), (now - lastNanos) / NANOS);
    lastNanos = now;
    latest.addLast(current);
    current = new LiveSecond();
    if (latest.size() > longest) {
      latest.removeFirst();
    }
    for (Map.Entry<Integer, AbortConfig> condition : conditions.entrySet()) {
      if (!hasStruck) {
        judge(condition.getKey(), condition.getValue(), progress.phase());
      }
    }
  }

  private void judge(int index, AbortConfig condition, String phase) {
    int length = length(condition);
    if (latest.size() < length || !(condition.that().limit() instanceof Limit.Literal limit)) {
      return;
    }
    List<LiveSecond> window =
        new ArrayList<>(latest).subList(latest.size() - length, latest.size());
    if (!window.stream().allMatch(second -> second.isIn(condition.phase()))) {
      return;
    }
    OptionalDouble value = LiveFigures.of(window, condition.phase()).of(condition.that().metric());
    if (value.isPresent()
        && condition.that().operator().holds(value.getAsDouble(), limit.value())) {
      hasStruck = true;
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("index", index);
      details.put("that", condition.that().text());
      details.put("over-seconds", length);
      details.put("value", value.getAsDouble());
      details.put("limit", limit.value());
      sink.event(
          new RunEvent(clock.nanos() / NANOS, arm.round(), arm.target(), "abort", phase, details));
      struck.accept("abort-when " + condition.that().text());
    }
  }
}
