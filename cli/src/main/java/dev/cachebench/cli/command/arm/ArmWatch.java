package dev.cachebench.cli.command.arm;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import org.jspecify.annotations.Nullable;

/** Remembers whether an arm failed. */
public final class ArmWatch implements RunListener {

  private @Nullable ArmFailure failure;

  @Override
  public void runStarted(RunPlan plan) {}

  @Override
  public void armStarted(ArmId arm) {}

  @Override
  public void progress(ArmId arm, ArmProgress progress) {}

  @Override
  public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failed) {
    failure = failure == null ? failed : failure;
  }

  /** Returns why the first arm that failed did, or null. */
  public @Nullable ArmFailure failure() {
    return failure;
  }
}
