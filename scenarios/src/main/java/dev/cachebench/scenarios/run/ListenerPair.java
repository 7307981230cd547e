package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.result.RunFile;
import org.jspecify.annotations.Nullable;

/** Two listeners that hear the same, one after the other. */
record ListenerPair(RunListener first, RunListener second) implements RunListener {

  @Override
  public void runStarted(RunPlan plan) {
    first.runStarted(plan);
    second.runStarted(plan);
  }

  @Override
  public void armStarted(ArmId arm) {
    first.armStarted(arm);
    second.armStarted(arm);
  }

  @Override
  public void progress(ArmId arm, ArmProgress progress) {
    first.progress(arm, progress);
    second.progress(arm, progress);
  }

  @Override
  public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
    first.armFinished(arm, summary, failure);
    second.armFinished(arm, summary, failure);
  }

  @Override
  public void aborted(ArmId arm, String reason) {
    first.aborted(arm, reason);
    second.aborted(arm, reason);
  }

  @Override
  public void line(ArmId arm, RunFile file, String line) {
    first.line(arm, file, line);
    second.line(arm, file, line);
  }
}
