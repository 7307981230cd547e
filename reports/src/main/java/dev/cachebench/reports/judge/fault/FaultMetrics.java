package dev.cachebench.reports.judge.fault;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.fault.ArmSeconds.Second;
import dev.cachebench.reports.judge.metric.Metrics;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Adds what the faults of a scenario did to one target: origin amplification, detection, recovery,
 * and its breakers. Of several windows and rounds the worst counts.
 */
public final class FaultMetrics {

  private static final String AMPLIFICATION = "origin-amplification";
  private static final String DETECTION = "detection-time";
  private static final String RECOVERY = "recovery-time";
  private static final double CONFIDENCE = 0.95;
  private static final double NANOS = 1e9;

  private final RunData run;
  private final String target;
  private final boolean hasBreaker;
  private final List<RunEvent> breakers;
  private final List<FaultFigures> windows = new ArrayList<>();

  /**
   * Creates one.
   *
   * @param run the run
   * @param target name of the target
   * @param hasBreaker whether its configuration has a breaker
   */
  public FaultMetrics(RunData run, String target, boolean hasBreaker) {
    this.run = run;
    this.target = target;
    this.breakers = run.events("breaker", target).toList();
    this.hasBreaker = hasBreaker;
    TreeSet<Integer> rounds = new TreeSet<>();
    run.events("arm-start", target).forEach(start -> rounds.add(start.round()));
    rounds.forEach(this::addRound);
  }

  private void addRound(int round) {
    List<FaultWindow> found = windows(round);
    double first =
        found.stream().mapToDouble(FaultWindow::start).min().orElse(Double.POSITIVE_INFINITY);
    List<Second> seconds = found.isEmpty() ? List.of() : ArmSeconds.of(run, target, round);
    for (FaultWindow window : found) {
      List<Second> steady = seconds.stream().filter(second -> isBefore(second, first)).toList();
      windows.add(new FaultFigures(window, seconds, steady, breakers(round)));
    }
  }

  private static boolean isBefore(Second second, double fault) {
    return FaultWindow.isBefore(second.end(), fault);
  }

  /** Returns the figures of each window, by round and start. */
  public List<FaultFigures> windows() {
    return windows;
  }

  private List<RunEvent> breakers(int round) {
    return breakers.stream().filter(event -> event.round() == round).toList();
  }

  private List<FaultWindow> windows(int round) {
    Map<Integer, Double> started = new HashMap<>();
    List<FaultWindow> found = new ArrayList<>();
    for (RunEvent event : run.events()) {
      if (event.round() != round || !target.equals(event.target())) {
        continue;
      }
      int index = (int) Details.count(event, "index");
      if (event.event().equals("fault-start") && isOneTime(index) && !isAlways(index)) {
        if (run.scenario().faults().get(index).kind().isInstantaneous()) {
          found.add(new FaultWindow(index, round, event.t(), event.t()));
        } else {
          started.put(index, event.t());
        }
      } else if (event.event().equals("fault-stop") && started.containsKey(index)) {
        found.add(new FaultWindow(index, round, started.remove(index), event.t()));
      }
    }
    return found;
  }

  /** What happens at one instant again and again leaves no time to recover in. */
  private boolean isOneTime(int index) {
    List<FaultConfig> faults = run.scenario().faults();
    return index >= 0
        && index < faults.size()
        && (faults.get(index).every() == null || !faults.get(index).kind().isInstantaneous());
  }

  /**
   * What lasts from the first second to the last is how things are, and nothing to recover from.
   */
  private boolean isAlways(int index) {
    FaultConfig fault = run.scenario().faults().get(index);
    return fault.at().isZero() && fault.length().equals(run.scenario().measuredTime());
  }

  /** Adds the figures of some phases. */
  public void add(Collection<String> phases, Metrics metrics) {
    breakerFigures(phases, metrics);
    if (windows.isEmpty()) {
      List.of(AMPLIFICATION, DETECTION, RECOVERY)
          .forEach(metric -> metrics.miss(metric, "no fault with a start and an end struck"));
      return;
    }
    List<FaultFigures> during =
        windows.stream().filter(window -> isIn(phases, window, false)).toList();
    worst(AMPLIFICATION, during, FaultFigures::originAmplification, metrics, amplificationReason());
    worst(
        DETECTION,
        during,
        FaultFigures::detectionNanos,
        metrics,
        hasBreaker ? "no breaker opened while the fault lasted" : "it has no breaker");
    recovery(windows.stream().filter(window -> isIn(phases, window, true)).toList(), metrics);
  }

  private String amplificationReason() {
    return windows.stream().allMatch(FaultFigures::hasSteady)
        ? "no load before the fault, or no whole second of it in this phase"
        : "nothing was measured before the first fault; begin with a phase without faults";
  }

  private interface Figure {
    OptionalDouble of(FaultFigures window);
  }

  private static void worst(
      String metric, List<FaultFigures> windows, Figure figure, Metrics metrics, String reason) {
    OptionalDouble worst =
        windows.stream()
            .map(figure::of)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    if (worst.isPresent()) {
      metrics.put(metric, worst.getAsDouble());
    } else {
      metrics.miss(metric, windows.isEmpty() ? "no fault in this phase" : reason);
    }
  }

  private static void recovery(List<FaultFigures> ended, Metrics metrics) {
    if (ended.isEmpty()) {
      metrics.miss(RECOVERY, "no fault ended in this phase");
      return;
    }
    double worst = -1;
    boolean hasAllRecovered = true;
    for (FaultFigures window : ended) {
      if (!window.hasSteady()) {
        metrics.miss(
            RECOVERY,
            "nothing was measured before the first fault; begin with a phase without faults");
        return;
      }
      OptionalDouble recovered = window.recoveryNanos();
      hasAllRecovered &= recovered.isPresent();
      worst = Math.max(worst, recovered.orElse(window.watchedNanos()));
    }
    if (hasAllRecovered) {
      metrics.put(RECOVERY, worst);
    } else if (worst <= 0) {
      metrics.miss(RECOVERY, "the run ended with the fault; add a phase after it");
    } else {
      // It took longer than anybody watched: a lower bound, no upper one.
      metrics.put(RECOVERY, worst, new Interval(worst, null, CONFIDENCE));
    }
  }

  private void breakerFigures(Collection<String> phases, Metrics metrics) {
    if (!hasBreaker && breakers.isEmpty()) {
      metrics.miss("breaker.opened", "it has no breaker");
      metrics.miss("breaker.open-time", "it has no breaker");
      return;
    }
    long opened = 0;
    double open = 0;
    for (RunEvent start : run.events("arm-start", target).toList()) {
      List<RunEvent> events = breakers(start.round());
      for (Span span : spans(phases, start.round())) {
        opened += Breakers.opened(events, span.from(), span.to());
        open += Breakers.openSeconds(events, span.from(), span.to());
      }
    }
    metrics.put("breaker.opened", opened);
    metrics.put("breaker.open-time", open * NANOS);
  }

  private boolean isIn(Collection<String> phases, FaultFigures figures, boolean atStop) {
    FaultWindow window = figures.window();
    return spans(phases, window.round()).stream()
        .anyMatch(
            span ->
                atStop
                    ? FaultWindow.isWithin(window.stop(), span.from(), span.to())
                    : window.overlaps(span.from(), span.to()));
  }

  private record Span(double from, double to) {}

  private List<Span> spans(Collection<String> phases, int round) {
    List<Span> spans = new ArrayList<>();
    for (PhaseConfig phase : run.scenario().phases()) {
      if (phases.contains(phase.name())) {
        run.events("phase-start", target)
            .filter(start -> start.round() == round && phase.name().equals(start.phase()))
            .forEach(
                start ->
                    spans.add(new Span(start.t(), start.t() + phase.duration().toNanos() / NANOS)));
      }
    }
    return spans;
  }
}
