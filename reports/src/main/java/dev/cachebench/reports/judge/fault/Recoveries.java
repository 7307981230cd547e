package dev.cachebench.reports.judge.fault;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.fault.ArmSeconds.Second;
import dev.cachebench.reports.model.Recovery;
import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out after which losses of entries, at which loads, each target found back.
 *
 * <p>Looked at are faults that take entries at one instant ({@code flush}, {@code evict}, {@code
 * expire-all}, once), each in the phase in which it struck, before it and after it, so that phases
 * with loads of their own make the rows of a diagram. A second is good if its hit ratio, errors
 * counting as no hits, is at least 0.9 of what it was in the phase before the loss. A target has
 * found back if its last two seconds together are good, and has since the first of two consecutive
 * good ones.
 */
public final class Recoveries {

  private static final double KEPT = 0.9;
  private static final int LAST = 2;
  private static final int STEADY = 3;
  private static final double NANOS = 1e9;

  private final RunData run;
  private final Scenario scenario;

  /** Creates them for a run. */
  public Recoveries(RunData run) {
    this.run = run;
    this.scenario = run.scenario();
  }

  /** Returns them by target and fault; empty unless there are two cells or more. */
  public List<Recovery> find() {
    List<Recovery> found = new ArrayList<>();
    for (TargetConfig target : scenario.targets()) {
      for (int index = 0; index < scenario.faults().size(); index++) {
        Recovery recovery = of(target.name(), index);
        if (recovery != null) {
          found.add(recovery);
        }
      }
    }
    long cells =
        found.stream().map(each -> each.perSecond() + "/" + each.share()).distinct().count();
    return cells < 2 ? List.of() : found;
  }

  private static boolean isLoss(FaultConfig fault) {
    boolean takes =
        fault.kind() == FaultKind.FLUSH
            || fault.kind() == FaultKind.EVICT
            || fault.kind() == FaultKind.EXPIRE_ALL;
    return takes && fault.every() == null;
  }

  private @Nullable Recovery of(String target, int index) {
    FaultConfig fault = scenario.faults().get(index);
    PhaseConfig phase = isLoss(fault) ? phaseAt(fault.at()) : null;
    if (phase == null || !(phase.load() instanceof LoadModel.Open open)) {
      return null;
    }
    Double worst = 0.0;
    double watched = 0;
    List<RunEvent> strikes = strikes(target, index).toList();
    for (RunEvent strike : strikes) {
      Window window = window(target, strike, phase);
      if (window == null) {
        return null;
      }
      watched = Math.max(watched, window.watched());
      Double seconds = window.recovered();
      worst = worst == null || seconds == null ? null : Double.valueOf(Math.max(worst, seconds));
    }
    return strikes.isEmpty()
        ? null
        : new Recovery(
            target,
            index,
            phase.name(),
            open.rate().perSecond(),
            fault.kind() == FaultKind.EVICT ? fault.number("ratio", UnitTable.RATIO, 1) : 1,
            worst == null ? null : Double.valueOf(worst * NANOS),
            watched * NANOS);
  }

  private @Nullable PhaseConfig phaseAt(Duration moment) {
    Duration end = Duration.ZERO;
    for (PhaseConfig phase : scenario.phases()) {
      end = end.plus(phase.duration());
      if (moment.compareTo(end) < 0) {
        return phase;
      }
    }
    return null;
  }

  private Stream<RunEvent> strikes(String target, int index) {
    return run.events("fault-start", target)
        .filter(event -> Details.count(event, "index") == index);
  }

  private @Nullable Window window(String target, RunEvent strike, PhaseConfig phase) {
    double start =
        run.events("phase-start", target)
            .filter(event -> event.round() == strike.round() && phase.name().equals(event.phase()))
            .mapToDouble(RunEvent::t)
            .min()
            .orElse(Double.NaN);
    double end = start + phase.duration().toNanos() / NANOS;
    List<Second> seconds =
        ArmSeconds.of(run, target, strike.round()).stream()
            .filter(second -> FaultWindow.isWithin(second.start(), start, end))
            .filter(second -> FaultWindow.isBefore(second.end(), end))
            .toList();
    List<Second> before =
        seconds.stream().filter(second -> FaultWindow.isBefore(second.end(), strike.t())).toList();
    List<Second> after = seconds.subList(before.size(), seconds.size());
    return before.isEmpty() || after.size() < LAST ? null : new Window(strike.t(), before, after);
  }

  private record Window(double strike, List<Second> before, List<Second> after) {

    double watched() {
      return Math.max(0, after.get(after.size() - 1).end() - strike);
    }

    /** Returns after how many seconds it was back; null if it was not. */
    @Nullable Double recovered() {
      List<Second> steady = before.subList(Math.max(0, before.size() - STEADY), before.size());
      double least = KEPT * hitRatio(steady);
      if (hitRatio(after.subList(after.size() - LAST, after.size())) < least) {
        return null;
      }
      for (int i = 0; i + 1 < after.size(); i++) {
        if (isGood(i, least) && isGood(i + 1, least)) {
          return Math.max(0, after.get(i).start() - strike);
        }
      }
      return Math.max(0, after.get(after.size() - LAST).start() - strike);
    }

    private boolean isGood(int index, double least) {
      return hitRatio(List.of(after.get(index))) >= least;
    }

    private static double hitRatio(List<Second> of) {
      long gets = of.stream().mapToLong(Second::gets).sum();
      return gets == 0 ? 0 : (double) of.stream().mapToLong(Second::hits).sum() / gets;
    }
  }
}
