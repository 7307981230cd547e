package dev.cachebench.cli.command.limit;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.scenarios.limit.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a rate, as {@code limit.json} has it.
 *
 * @param rate requests per second that were offered
 * @param attempt 1, or 2 for a rate that did not hold at first
 * @param outcome {@code held}, {@code missed}, {@code undecided} or {@code stopped}
 * @param reason what was missed or could not be decided; empty when it held
 * @param lagP99Nanos p99 of the schedule lag; null when there is no figure
 * @param responseP99Nanos p99 of the response time; null when there is no figure
 * @param directory the trial's run directory, beside the file
 */
record LimitStep(
    double rate,
    int attempt,
    String outcome,
    String reason,
    @Nullable Double lagP99Nanos,
    @Nullable Double responseP99Nanos,
    String directory) {

  static final String LAG = "schedule-lag.p99";
  static final double LAG_LIMIT_NANOS = 1e6;
  private static final String RESPONSE = "response-time.p99";
  private static final double SHED_LIMIT = 0.001;

  /** Share of the processors that others may use before a late start is theirs. */
  private static final double OTHERS_LIMIT = 0.25;

  /** Judges a trial. */
  static LimitStep of(double rate, int attempt, RunReport report, String directory) {
    PhaseReport phase = report.targets().get(0).all();
    Verdict verdict =
        report.status() == RunStatus.COMPLETE
            ? verdict(phase, report.gates(), cores(report))
            : new Verdict(
                report.status() == RunStatus.INTERRUPTED ? Outcome.STOPPED : Outcome.UNDECIDED,
                "the run is " + report.status().name().toLowerCase(Locale.ROOT));
    return new LimitStep(
        rate,
        attempt,
        verdict.outcome().word(),
        verdict.reason(),
        phase.value(LAG),
        phase.value(RESPONSE),
        directory);
  }

  private record Verdict(Outcome outcome, String reason) {}

  /**
   * The generator's lag comes first: where it is late, latencies are invalid rather than too high,
   * and that is just what is looked for.
   */
  private static Verdict verdict(PhaseReport phase, List<GateResult> gates, double cores) {
    Double lag = phase.value(LAG);
    double others = phase.machine().getOrDefault("cpu.others", 0.0);
    if (lag != null && lag >= LAG_LIMIT_NANOS && others > OTHERS_LIMIT * cores) {
      return new Verdict(
          Outcome.UNDECIDED,
          "requests start late (%s), but other processes use %s of %s processors"
              .formatted(Figures.duration(lag), Figures.number(others), Figures.count(cores)));
    }
    if (lag != null && lag >= LAG_LIMIT_NANOS) {
      return new Verdict(
          Outcome.MISSED, LAG + " < 1ms: " + Figures.duration(lag) + ", requests start late");
    }
    double slots = phase.seconds() * Objects.requireNonNullElse(phase.value("offered-rate"), 0.0);
    double shed = Objects.requireNonNullElse(phase.value("shed"), 0.0);
    if (shed > SHED_LIMIT * slots) {
      return new Verdict(
          Outcome.MISSED,
          Figures.count(shed) + " requests never started: too many for one machine");
    }
    if (lag == null) {
      return new Verdict(
          Outcome.UNDECIDED, LAG + ": " + phase.missing().getOrDefault(LAG, "not measured"));
    }
    for (GateState state : List.of(GateState.FAIL, GateState.INVALID, GateState.INCONCLUSIVE)) {
      for (GateResult gate : gates) {
        if (gate.state() == state) {
          return new Verdict(
              state == GateState.FAIL ? Outcome.MISSED : Outcome.UNDECIDED,
              gate.text() + ": " + gate.reason());
        }
      }
    }
    return new Verdict(Outcome.HELD, "");
  }

  private static double cores(RunReport report) {
    return report.environment().get("cores") instanceof Number number ? number.doubleValue() : 1;
  }

  boolean is(Outcome other) {
    return outcome.equals(other.word());
  }
}
