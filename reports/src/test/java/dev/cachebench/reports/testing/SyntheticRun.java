package dev.cachebench.reports.testing;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.hdr.SecondTimes;
import dev.cachebench.reports.hdr.TailCounts;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramLines;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import dev.cachebench.scenarios.result.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A run with invented, seeded timings: every target is asked 300 times a second for every phase.
 *
 * <p>Tests change its lists before they take the data or write the files.
 */
public final class SyntheticRun {

  public static final int PER_SECOND = 300;

  private static final Map<String, Object> PREFLIGHT =
      Map.of(
          "cost-nanos", 500.5,
          "response-mean-nanos", 900,
          "response-p50-nanos", 200,
          "response-p90-nanos", 400,
          "response-p99-nanos", 20_000,
          "rate", 300.0,
          "lag-p99-nanos", 15_000,
          "sustained-rate", 300.0);

  /** Of one second; the machine has 2 processors, and 50 ms are somebody else's. */
  private static final Map<String, Long> MACHINE =
      new TreeMap<>(
          Map.of(
              "cpu.generator", 20_000_000L,
              "cpu.cache", 150_000_000L,
              "cpu.redis", 40_000_000L,
              "cpu.tool", 10_000_000L,
              "cpu.machine", 270_000_000L,
              "wait.generator", 3_000_000L,
              "paused", 2_000_000L));

  public Scenario scenario;
  public final Map<String, Object> environment = new LinkedHashMap<>();
  public final List<CountersRow> counters = new ArrayList<>();
  public final List<RunEvent> events = new ArrayList<>();
  public final List<Violation> violations = new ArrayList<>();
  public final List<Interval> intervals = new ArrayList<>();

  private final SplittableRandom random = new SplittableRandom(42);
  private double clock;
  private int round = 1;

  public record Interval(HistogramTag tag, Histogram histogram, double start) {

    /** Returns the same with every time longer by a factor. */
    public Interval times(double factor) {
      Histogram longer = new Histogram(3);
      histogram
          .recordedValues()
          .forEach(
              value ->
                  longer.recordValueWithCount(
                      (long) (value.getValueIteratedTo() * factor),
                      value.getCountAddedInThisIterationStep()));
      return new Interval(tag, longer, start);
    }
  }

  private SyntheticRun(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Returns a complete run of the scenario with one round. */
  public static SyntheticRun of(Scenario scenario) {
    SyntheticRun run = new SyntheticRun(scenario);
    run.environment.put("java", "17.0.15");
    run.environment.put("cores", 2);
    run.event(0, null, "run-start", null, Map.of("seed", 42, "scenario", scenario.name()));
    for (TargetConfig target : scenario.targets()) {
      run.arm(target);
    }
    run.event(0, null, "run-end", null, Map.of("status", "complete"));
    return run;
  }

  /** Returns a complete run of the bundled test scenario. */
  public static SyntheticRun standard() {
    return of(Scenarios.stampede());
  }

  public void event(
      int round, String target, String event, String phase, Map<String, Object> details) {
    events.add(new RunEvent(clock, round, target, event, phase, details));
  }

  /** Replaces the events that match by a changed copy. */
  public void details(String event, String target, String key, Object value) {
    events.replaceAll(
        old -> {
          if (!old.event().equals(event) || !target.equals(old.target())) {
            return old;
          }
          Map<String, Object> details = new HashMap<>(old.details());
          details.put(key, value);
          return new RunEvent(
              old.t(), old.round(), old.target(), old.event(), old.phase(), details);
        });
  }

  /** Adds to a count of the first row of a target and phase. */
  public void count(String target, String phase, String key, long more) {
    for (int i = 0; i < counters.size(); i++) {
      CountersRow row = counters.get(i);
      if (row.target().equals(target) && row.phase().equals(phase)) {
        Map<String, Long> counts = new TreeMap<>(row.counts());
        counts.merge(key, more, Long::sum);
        counters.set(
            i,
            new CountersRow(
                row.t(), row.round(), target, row.node(), phase, counts, row.sums(), row.max()));
        return;
      }
    }
  }

  /** Adds to a sum of the machine in the first second of a target's phase. */
  public void machine(String target, String phase, String key, long nanos) {
    for (int i = 0; i < counters.size(); i++) {
      CountersRow row = counters.get(i);
      if (row.node() == -1 && row.target().equals(target) && row.phase().equals(phase)) {
        Map<String, Long> sums = new TreeMap<>(row.sums());
        sums.merge(key, nanos, Long::sum);
        counters.set(
            i,
            new CountersRow(
                row.t(), row.round(), target, -1, phase, row.counts(), sums, row.max()));
        return;
      }
    }
  }

  /** Returns a row that lacks one of its sums. */
  public static CountersRow without(CountersRow row, String key) {
    Map<String, Long> sums = new TreeMap<>(row.sums());
    sums.remove(key);
    return new CountersRow(
        row.t(), row.round(), row.target(), row.node(), row.phase(), row.counts(), sums, row.max());
  }

  /** Adds rounds until there are so many. */
  public void rounds(int count) {
    events.removeIf(event -> event.event().equals("run-end"));
    for (round = 2; round <= count; round++) {
      scenario.targets().forEach(this::arm);
    }
    event(0, null, "run-end", null, Map.of("status", "complete"));
  }

  /** Moves the answers of the origin to the first second of the phase, as a burst would. */
  public void gather(String target, String phase) {
    List<Interval> moved = new ArrayList<>();
    Map<HistogramTag, Double> first = new HashMap<>();
    for (Interval each : intervals) {
      HistogramTag tag = each.tag();
      boolean isMoved =
          tag.target().equals(target)
              && tag.phase().equals(phase)
              && tag.outcome() == Outcome.ORIGIN;
      double start = isMoved ? first.computeIfAbsent(tag, any -> each.start()) : each.start();
      moved.add(new Interval(tag, each.histogram(), start));
    }
    intervals.clear();
    intervals.addAll(moved);
  }

  private void arm(TargetConfig target) {
    String name = target.name();
    event(
        round,
        name,
        "arm-start",
        null,
        Map.of("redis", "redis 7.0.15", "bound-nanos", 5_000_000_000L));
    event(round, name, "preflight", null, PREFLIGHT);
    phase(target, Scenario.WARMUP, 1);
    for (PhaseConfig phase : scenario.phases()) {
      phase(target, phase.name(), phase.duration().toSeconds());
    }
    if (!target.name().equals("none")) {
      event(round, name, "hit-time", null, Map.of("median-nanos", 81.5, "batches", 2000));
    }
    event(
        round,
        name,
        "arm-end",
        null,
        Map.of("schedule-hash", "c0ffee", "slots", 6000, "status", "complete"));
  }

  private void phase(TargetConfig target, String phase, long seconds) {
    String name = target.name();
    event(round, name, "phase-start", phase, Map.of());
    for (int second = 0; second < seconds; second++) {
      clock++;
      second(target, phase);
      boolean isExpiry = phase.equals("expiry") && second % 2 == 0;
      if (isExpiry) {
        event(round, name, "fault-start", phase, Map.of("fault", "expire-all", "index", 0));
        expiry(target, phase);
        event(round, name, "fault-stop", phase, Map.of("fault", "expire-all", "index", 0));
      }
    }
    event(
        round,
        name,
        "generator",
        phase,
        Map.of("lag-p99-nanos", 200_000, "lag-max-nanos", 700_000, "late", 0, "slots", 3000));
    event(round, name, "phase-end", phase, Map.of());
  }

  private void expiry(TargetConfig target, String phase) {
    boolean isCoalesced = target.cache().coalescing();
    int loads = isCoalesced ? 3 + random.nextInt(2) : 9 + random.nextInt(5);
    Map<String, Object> details = new HashMap<>();
    details.put("key", "k1");
    details.put("gets", 12);
    details.put("loads", loads);
    details.put("load-nanos", 20_000_000);
    details.put("lambda", 500.0);
    details.put("nodes", scenario.nodes());
    details.put("total-loads", 700);
    details.put("keys", 400);
    details.put("concurrent-loads-per-key", loads);
    event(round, target.name(), "expiry", phase, details);
  }

  private void second(TargetConfig target, String phase) {
    Map<HistogramTag, Histogram> histograms = new LinkedHashMap<>();
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> sums = new TreeMap<>();
    for (int i = 0; i < PER_SECOND; i++) {
      boolean isGet = i % 20 != 0;
      Outcome outcome = isGet ? outcome(target) : Outcome.OK;
      long nanos = nanos(outcome);
      String key = (isGet ? Operation.GET : Operation.PUT).word() + "." + outcome.word();
      counts.merge(key, 1L, Long::sum);
      counts.merge("offered", 1L, Long::sum);
      // Of the loads of a target that coalesces every other one is waited for, not led.
      boolean isCoalesced =
          target.cache().coalescing()
              && outcome == Outcome.ORIGIN
              && counts.getOrDefault(key, 0L) % 2 == 0;
      if (isCoalesced) {
        counts.merge("get.coalesced", 1L, Long::sum);
      }
      counts.merge("origin.loads", outcome == Outcome.ORIGIN ? 1L : 0L, Long::sum);
      for (Series series : Series.values()) {
        long value = series == Series.SCHEDULE_LAG ? 50_000 : nanos;
        HistogramTag tag =
            new HistogramTag(
                target.name(),
                round,
                phase,
                isGet ? Operation.GET : Operation.PUT,
                outcome,
                isCoalesced,
                series);
        histograms.computeIfAbsent(tag, any -> new Histogram(3)).recordValue(value);
        sums.merge(series.word() + "." + key, value, Long::sum);
      }
    }
    Map<String, Long> max = Map.of("loads-per-key", 3L, "concurrent-loads-per-key", 2L);
    counters.add(new CountersRow(clock, round, target.name(), 0, phase, counts, sums, max));
    counters.add(
        new CountersRow(
            clock,
            round,
            target.name(),
            -1,
            phase,
            Map.of(),
            MACHINE,
            Map.of("pause", 1_500_000L)));
    histograms.forEach((tag, h) -> intervals.add(new Interval(tag, h, clock - 1)));
  }

  private Outcome outcome(TargetConfig target) {
    return switch (target.preset()) {
      case NONE -> Outcome.ORIGIN;
      default -> {
        double u = random.nextDouble();
        yield u < 0.6 ? Outcome.L1 : u < 0.9 ? Outcome.L2 : Outcome.ORIGIN;
      }
    };
  }

  private long nanos(Outcome outcome) {
    double noise = 0.5 + random.nextDouble();
    return Math.round(
        noise
            * switch (outcome) {
              case L1 -> 40_000;
              case L2, OK -> 400_000;
              default -> 20_000_000;
            });
  }

  /** Returns when a phase of the first target began, seconds on the run's clock. */
  public double start(String phase) {
    return events.stream()
        .filter(event -> event.event().equals("phase-start") && phase.equals(event.phase()))
        .mapToDouble(RunEvent::t)
        .findFirst()
        .orElseThrow();
  }

  /** Makes nobody be answered in the seconds after a phase's start from one to before another. */
  public void spoil(String phase, int from, int to) {
    double start = start(phase);
    counters.replaceAll(
        row ->
            row.node() >= 0 && row.t() > start + from + 0.5 && row.t() < start + to + 0.5
                ? new CountersRow(
                    row.t(),
                    row.round(),
                    row.target(),
                    row.node(),
                    row.phase(),
                    Map.of("get.error", 300L),
                    row.sums(),
                    row.max())
                : row);
  }

  /** Returns the run as a reader would. */
  public RunData data() {
    Map<HistogramTag, Histogram> merged = new LinkedHashMap<>();
    for (Interval interval : intervals) {
      merged.computeIfAbsent(interval.tag(), any -> new Histogram(3)).add(interval.histogram());
    }
    return new RunData(
        scenario,
        environment,
        counters,
        events,
        violations,
        merged,
        seconds(),
        TailCounts.none(),
        false);
  }

  private List<SecondTimes> seconds() {
    Map<String, Histogram> bySecond = new TreeMap<>();
    Map<String, Interval> first = new HashMap<>();
    for (Interval interval : intervals) {
      if (interval.tag().series() == Series.RESPONSE_TIME) {
        String key =
            "%s/%d/%09.3f"
                .formatted(interval.tag().target(), interval.tag().round(), interval.start());
        bySecond.computeIfAbsent(key, any -> new Histogram(3)).add(interval.histogram());
        first.putIfAbsent(key, interval);
      }
    }
    List<SecondTimes> seconds = new ArrayList<>();
    bySecond.forEach(
        (key, times) -> {
          Interval interval = first.get(key);
          seconds.add(
              new SecondTimes(
                  interval.tag().target(),
                  interval.tag().round(),
                  interval.start(),
                  interval.start() + 1,
                  times.getTotalCount(),
                  times.getValueAtPercentile(50),
                  times.getValueAtPercentile(99),
                  times.getMaxValue()));
        });
    return seconds;
  }

  /** Writes the run as a run directory and returns it. */
  public Path write(Path directory) {
    try (RunWriter writer = new RunWriter(new RunDirectory(directory), 1_700_000_000)) {
      writer.write(RunFile.SCENARIO, "scenario: " + scenario.name() + "\n");
      writer.write(RunFile.ENVIRONMENT, JsonLines.encode(environment) + "\n");
      events.forEach(writer::event);
      counters.forEach(row -> writer.append(RunFile.COUNTERS, JsonLines.encode(row)));
      violations.forEach(row -> writer.append(RunFile.VIOLATIONS, JsonLines.encode(row)));
      HistogramLines lines = new HistogramLines();
      intervals.forEach(
          i -> writer.append(RunFile.INTERVALS, lines.line(i.tag(), i.histogram(), i.start(), 1)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a reader that takes this run's scenario for whatever stands in the file. */
  public RunDataReader reader() {
    return new RunDataReader((name, text) -> scenario);
  }
}
