package dev.cachebench.cli.console;

/** Shows how a live sweep goes: a line for each run. */
public final class PointProgress extends TrialProgress {

  private final int count;

  /**
   * Creates a view.
   *
   * @param console where it goes
   * @param count how many runs there will be
   * @param isQuiet whether it shows nothing
   */
  public PointProgress(Console console, int count, boolean isQuiet) {
    super(console, isQuiet);
    this.count = count;
  }

  /**
   * Shows that a run begins.
   *
   * @param number from 1
   */
  public void started(int number, String label) {
    begins("  · %d of %d   %s".formatted(number, count, label));
  }

  /**
   * Shows that it has ended.
   *
   * @param figures what it gave, in a few words
   */
  public void ended(int number, String label, String figures) {
    ends(
        "  %s %d of %d   %s   %s"
            .formatted(console.errPaint().pass("✓"), number, count, label, figures));
  }
}
