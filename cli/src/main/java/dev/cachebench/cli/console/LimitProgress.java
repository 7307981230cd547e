package dev.cachebench.cli.console;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how the search for a limit goes: a line for each rate that was tried, and
 * on a terminal a line that lives meanwhile.
 *
 * <p>Confined to one thread, {@link #stopping} excepted.
 */
public final class LimitProgress implements RunListener {

  private final Console console;
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
  public LimitProgress(Console console, boolean isQuiet) {
    this.console = console;
    this.isQuiet = isQuiet;
    this.live =
        console.terminal().isError() && !isQuiet
            ? new LiveLine(console.err(), console.terminal().columns())
            : null;
  }

  /** Shows that a rate is being tried. */
  public void started(double rate, int number) {
    step = "  · step %d   %s/s".formatted(number, Words.count(rate));
    show(step + "   starting");
  }

  /**
   * Shows what a trial said.
   *
   * @param outcome its word
   * @param reason empty when the rate held
   * @param lagNanos p99 of the schedule lag; null when there is none
   * @param responseNanos p99 of the response time; null when there is none
   */
  public void ended(
      double rate,
      String outcome,
      String reason,
      @Nullable Double lagNanos,
      @Nullable Double responseNanos) {
    if (isQuiet) {
      return;
    }
    Paint paint = console.errPaint();
    String sign =
        switch (outcome) {
          case "held" -> paint.pass("✓");
          case "missed" -> paint.fail("✗");
          default -> paint.look("?");
        };
    String figures =
        "%-9s  lag p99 %7s   response p99 %7s"
            .formatted(outcome, time(lagNanos), time(responseNanos));
    console
        .err()
        .println(
            "  %s %11s/s   %s%s"
                .formatted(
                    sign, Words.count(rate), figures, reason.isEmpty() ? "" : "   " + reason));
  }

  private static String time(@Nullable Double nanos) {
    return nanos == null ? "–" : Words.nanos(nanos);
  }

  /** Says that the search is being stopped; may be called from any thread. */
  public void stopping() {
    clear();
    console.err().println("  stopping, keeping what was tried; Ctrl-C again ends at once");
  }

  @Override
  public void runStarted(RunPlan plan) {}

  @Override
  public void armStarted(ArmId arm) {}

  @Override
  public void progress(ArmId arm, ArmProgress progress) {
    show("%s   %s left".formatted(step, Words.left(progress.remainingSeconds())));
  }

  @Override
  public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
    clear();
    this.failure = failure;
  }

  /** Returns why the last trial failed; null when it did not. */
  public @Nullable ArmFailure failure() {
    return failure;
  }

  /** Removes the line that lives. */
  public void clear() {
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
