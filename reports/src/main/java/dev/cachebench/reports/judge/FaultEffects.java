package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Expiry;
import dev.cachebench.reports.model.FaultReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says for each line of the fault timeline what it did to each target. */
final class FaultEffects {

  private final RunData run;
  private final Measured measured;
  private final List<Prediction> predictions;

  FaultEffects(RunData run, Measured measured, List<Prediction> predictions) {
    this.run = run;
    this.measured = measured;
    this.predictions = List.copyOf(predictions);
  }

  List<FaultReport> reports() {
    List<FaultReport> reports = new ArrayList<>();
    List<FaultConfig> faults = run.scenario().faults();
    for (int index = 0; index < faults.size(); index++) {
      reports.add(report(index, faults.get(index)));
    }
    return reports;
  }

  private FaultReport report(int index, FaultConfig fault) {
    List<FaultReport.Effect> effects = new ArrayList<>();
    for (TargetReport target : measured.targets()) {
      effects.add(effect(index, fault, target.name()));
    }
    Duration every = fault.every();
    return new FaultReport(
        index,
        fault.kind().word(),
        fault.on(),
        seconds(fault.at()),
        seconds(fault.length()),
        every == null ? null : seconds(every),
        effects);
  }

  private FaultReport.Effect effect(int index, FaultConfig fault, String target) {
    boolean isExpiry = fault.kind() == FaultKind.EXPIRE_ALL;
    List<Expiry> expiries = isExpiry ? measured.expiries(target) : List.of();
    List<Prediction> own =
        predictions.stream()
            .filter(candidate -> candidate.target().equals(target))
            .filter(candidate -> isOf(candidate, index, isExpiry))
            .toList();
    return new FaultReport.Effect(
        target,
        count("fault-start", target, index),
        count("fault-stop", target, index),
        expiries,
        own);
  }

  private static boolean isOf(Prediction prediction, int index, boolean isExpiry) {
    Integer fault = prediction.fault();
    return fault == null ? isExpiry : fault == index;
  }

  private int count(String event, String target, int index) {
    return (int)
        run.events(event, target)
            .filter(candidate -> Details.count(candidate, "index") == index)
            .count();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
