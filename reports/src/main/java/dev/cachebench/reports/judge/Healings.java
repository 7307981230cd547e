package dev.cachebench.reports.judge;

import dev.cachebench.reports.judge.fault.FaultFigures;
import dev.cachebench.reports.model.Healing;
import dev.cachebench.reports.model.Healing.Seen;
import dev.cachebench.reports.model.Healing.State;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether each target was back at its steady state when the run ended.
 *
 * <p>Steady are the measured seconds before the first fault. The last three whole seconds after the
 * last fault are as good when their hit ratio, together, is at least 0.9 × steady and the middle
 * one of their p99s at most 1.1 × the worst steady second's. The middle one, while {@link
 * FaultFigures} asks for each: it may take the first good seconds of many, and three that are fixed
 * exceed the worst of a few steady ones by chance too often.
 */
final class Healings {

  private static final Comparator<FaultFigures> BY_STOP =
      Comparator.comparingDouble(figures -> figures.window().stop());
  private static final Comparator<Healing> BY_BADNESS =
      Comparator.comparing(Healing::state, Comparator.comparingInt(Healings::badness))
          .thenComparing(healing -> healing.nanos() == null ? 0 : healing.nanos());

  private final Scenario scenario;
  private final Measured measured;

  Healings(Scenario scenario, Measured measured) {
    this.scenario = scenario;
    this.measured = measured;
  }

  /** A round that was not back outweighs one of which nothing is known, and that one the others. */
  private static int badness(State state) {
    return switch (state) {
      case BACK -> 0;
      case NO_DATA -> 1;
      case NOT_BACK -> 2;
    };
  }

  /** Returns one for each target that was struck by a fault with an end. */
  List<Healing> find() {
    List<Healing> found = new ArrayList<>();
    for (TargetConfig target : scenario.targets()) {
      Map<Integer, FaultFigures> lastOfRound =
          measured.faultWindows(target.name()).stream()
              .collect(
                  Collectors.toMap(
                      figures -> figures.window().round(),
                      figures -> figures,
                      BinaryOperator.maxBy(BY_STOP),
                      TreeMap::new));
      lastOfRound.values().stream()
          .map(last -> healing(target.name(), last))
          .max(BY_BADNESS)
          .ifPresent(found::add);
    }
    return found;
  }

  private Healing healing(String target, FaultFigures last) {
    Seen end = last.end();
    String gap = gap(last, end);
    if (end == null || !gap.isEmpty()) {
      return new Healing(target, State.NO_DATA, null, last.watchedNanos(), null, null, gap);
    }
    Seen steady = last.steady();
    boolean isBack =
        end.hitRatio() >= FaultFigures.HITS_KEPT * steady.hitRatio()
            && end.p99Nanos() <= FaultFigures.SLOWER * steady.p99Nanos();
    State state = isBack ? State.BACK : State.NOT_BACK;
    Double nanos = isBack ? Double.valueOf(last.backNanos()) : null;
    return new Healing(target, state, nanos, last.watchedNanos(), end, steady, "");
  }

  private String gap(FaultFigures last, @Nullable Seen end) {
    if (!last.hasSteady()) {
      return "nothing was measured before the first fault; begin with a phase without faults";
    }
    if (end == null) {
      return "fewer than three whole seconds were measured after the last fault; add a phase";
    }
    return load(Duration.ZERO).equals(load(scenario.measuredTime().minusNanos(1)))
        ? ""
        : "the load at the end was not that of the beginning; end with a phase that has it";
  }

  /** Returns the load of the phase at a moment from the start of the first one. */
  private LoadModel load(Duration moment) {
    Duration end = Duration.ZERO;
    for (PhaseConfig phase : scenario.phases()) {
      end = end.plus(phase.duration());
      if (moment.compareTo(end) < 0) {
        return phase.load();
      }
    }
    return scenario.load();
  }
}
