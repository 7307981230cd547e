package dev.cachebench.cli.console;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how a row of runs goes: a line for each that has ended, and on a terminal
 * a line that lives meanwhile.
 *
 * <p>Confined to one thread, {@link #stopping} excepted.
 */
public abstract class TrialProgress implements RunListener {

  final Console console;
  private final boolean isQuiet;
  private final @Nullable LiveLine live;
  private String step = "";
  private @Nullable ArmFailure failure;

  /**
   * Creates a view.
   *
   * @param console where it goes
   * @param isQuiet whether it shows nothing
   */
  TrialProgress(Console console, boolean isQuiet) {
    this.console = console;
    this.isQuiet = isQuiet;
    this.live =
        console.terminal().isError() && !isQuiet
            ? new LiveLine(console.err(), console.terminal().columns())
            : null;
  }

  /** Shows that a run begins. */
  final void begins(String what) {
    step = what;
    show(step + "   starting");
  }

  /** Prints a line that stays. */
  final void ends(String line) {
    clear();
    if (!isQuiet) {
      console.err().println(line);
    }
  }

  /** Says that no further run begins; may be called from any thread. */
  public final void stopping() {
    clear();
    console.err().println("  stopping, keeping what was tried; Ctrl-C again ends at once");
  }

  @Override
  public final void runStarted(RunPlan plan) {}

  @Override
  public final void armStarted(ArmId arm) {}

  @Override
  public final void progress(ArmId arm, ArmProgress progress) {
    show("%s   %s left".formatted(step, Words.left(progress.remainingSeconds())));
  }

  @Override
  public final void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure end) {
    clear();
    failure = end;
  }

  /** Returns why the last run failed; null when it did not. */
  public final @Nullable ArmFailure failure() {
    return failure;
  }

  /** Removes the line that lives. */
  public final void clear() {
    if (live != null) {
      live.clear();
    }
  }

  private void show(String text) {
    if (live != null) {
      live.show(text);
    }
  }
}
