package dev.cachebench.cli.console;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import org.jspecify.annotations.Nullable;

/** Shows nothing of a run: what {@code --quiet} asks for. */
public final class Silence implements RunListener {

  @Override
  public void runStarted(RunPlan plan) {}

  @Override
  public void armStarted(ArmId arm) {}

  @Override
  public void progress(ArmId arm, ArmProgress progress) {}

  @Override
  public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {}
}
