package dev.cachebench.cli.console;

import org.jspecify.annotations.Nullable;

/** Shows how the search for a limit goes: a line for each rate that was tried. */
public final class LimitProgress extends TrialProgress {

  /**
   * Creates a view.
   *
   * @param console where it goes
   * @param isQuiet whether it shows nothing
   */
  public LimitProgress(Console console, boolean isQuiet) {
    super(console, isQuiet);
  }

  /** Shows that a rate is being tried. */
  public void started(double rate, int number) {
    begins("  · step %d   %s/s".formatted(number, Words.count(rate)));
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
    ends(
        "  %s %11s/s   %s%s"
            .formatted(sign, Words.count(rate), figures, reason.isEmpty() ? "" : "   " + reason));
  }

  private static String time(@Nullable Double nanos) {
    return nanos == null ? "–" : Words.nanos(nanos);
  }
}
