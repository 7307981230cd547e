package dev.cachebench.reports.html.data;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.Slice;
import dev.cachebench.reports.hdr.Timeline;
import dev.cachebench.reports.hdr.TimelineReader;
import dev.cachebench.reports.html.data.PageData.Phase;
import dev.cachebench.reports.html.data.PageData.TargetTimeline;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.DamagedRunException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the points of every chart from a run directory. */
public final class PageDataReader {

  /** More points than a screen has columns say nothing. */
  private static final int MOST_POINTS = 2_000;

  /** Points of all targets together, so that the page stays below 3 MB. */
  private static final int MOST_POINTS_TOGETHER = 16_000;

  private static final MathContext DIGITS = new MathContext(4);
  private static final double MILLI = 1e6;
  private static final List<Outcome> SERVED =
      List.of(
          Outcome.L1, Outcome.L2, Outcome.STALE, Outcome.NEGATIVE, Outcome.ORIGIN, Outcome.ERROR);

  private PageDataReader() {}

  /**
   * Reads what the charts of a run draw.
   *
   * @throws DamagedRunException if {@code intervals.hlog} is missing or damaged
   */
  public static PageData read(Path runDir, RunData run) {
    int share = MOST_POINTS_TOGETHER / Math.max(1, run.scenario().targets().size());
    int points = Math.max(1, Math.min(MOST_POINTS, share));
    List<Timeline> timelines = new TimelineReader(run, points).read(runDir);
    Map<String, Role> roles =
        run.scenario().targets().stream()
            .collect(Collectors.toMap(TargetConfig::name, TargetConfig::role));
    RunEvents events = new RunEvents(run);
    List<TargetTimeline> targets = new ArrayList<>();
    for (Timeline timeline : timelines) {
      Role role = roles.getOrDefault(timeline.target(), Role.CANDIDATE);
      targets.add(target(timeline, role.word(), events));
    }
    double from = timelines.stream().mapToDouble(Timeline::start).min().orElse(0);
    List<Phase> phases = phases(run.scenario(), from);
    double planned = phases.isEmpty() ? 0 : phases.get(phases.size() - 1).to();
    return new PageData(
        timelines.stream().mapToDouble(Timeline::width).max().orElse(1),
        from,
        Math.max(planned, from + 1),
        phases,
        targets,
        PercentileCurves.ofTargets(run),
        PercentileCurves.ofOutcomes(run));
  }

  private static List<Phase> phases(Scenario scenario, double from) {
    List<Phase> phases = new ArrayList<>();
    if (from < 0) {
      phases.add(new Phase(Scenario.WARMUP, RunEvents.millisecond(from), 0));
    }
    double at = 0;
    for (PhaseConfig phase : scenario.phases()) {
      double end = at + phase.duration().toNanos() / 1e9;
      phases.add(new Phase(phase.name(), at, end));
      at = end;
    }
    return phases;
  }

  private static TargetTimeline target(Timeline timeline, String role, RunEvents events) {
    Map<String, List<@Nullable Double>> served = new LinkedHashMap<>();
    for (Outcome outcome : SERVED) {
      served.put(outcome.word(), points(timeline, (slice, s) -> share(slice, outcome)));
    }
    boolean isOpen = timeline.slices().stream().anyMatch(slice -> slice.count("offered") > 0);
    List<Double> t = new ArrayList<>();
    for (int i = 0; i < timeline.slices().size(); i++) {
      t.add(RunEvents.millisecond(timeline.middle(i)));
    }
    return new TargetTimeline(
        timeline.target(),
        role,
        t,
        points(timeline, (slice, s) -> millis(slice.responseTime(50))),
        points(timeline, (slice, s) -> millis(slice.responseTime(99))),
        isOpen ? points(timeline, (slice, s) -> slice.count("offered") / s) : List.of(),
        points(timeline, (slice, s) -> (slice.operations() - slice.count("refused")) / s),
        points(timeline, (slice, s) -> slice.count("origin.loads") / s),
        points(timeline, (slice, s) -> errorRatio(slice)),
        served,
        events.faults(timeline),
        events.lanes(timeline),
        events.marks(timeline));
  }

  private static List<@Nullable Double> points(
      Timeline timeline, BiFunction<Slice, Double, @Nullable Double> value) {
    List<@Nullable Double> points = new ArrayList<>();
    for (int i = 0; i < timeline.slices().size(); i++) {
      Double point = value.apply(timeline.slices().get(i), timeline.seconds(i));
      points.add(point == null ? null : rounded(point));
    }
    return points;
  }

  private static @Nullable Double millis(@Nullable Double nanos) {
    return nanos == null ? null : nanos / MILLI;
  }

  private static @Nullable Double errorRatio(Slice slice) {
    long operations = slice.operations();
    return operations == 0
        ? null
        : (double) slice.count(Outcome.ERROR, Operation.values()) / operations;
  }

  private static @Nullable Double share(Slice slice, Outcome outcome) {
    long gets =
        Stream.of(Outcome.values()).mapToLong(each -> slice.count(each, Operation.GET)).sum();
    return gets == 0 ? null : (double) slice.count(outcome, Operation.GET) / gets;
  }

  /** Returns the value with as many digits as a chart can show, so that the file stays small. */
  static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : 0;
  }
}
