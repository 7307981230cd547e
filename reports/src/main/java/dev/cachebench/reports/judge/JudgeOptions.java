package dev.cachebench.reports.judge;

import dev.cachebench.reports.judge.metric.Thresholds;
import dev.cachebench.reports.model.GateTier;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.scenarios.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * How a run is judged.
 *
 * @param toolVersion version printed in the report
 * @param undecidedIsWarning whether an undecided verdict exits with 0, as {@code --undecided=warn}
 *     asks; default false
 * @param base the run that {@code base *} gates compare with; null is none
 * @param tier the only gates that are judged; null is all of them
 * @param thresholds what spoils a class of metrics
 */
public record JudgeOptions(
    String toolVersion,
    boolean undecidedIsWarning,
    @Nullable Base base,
    @Nullable GateTier tier,
    Thresholds thresholds) {

  /**
   * A run to compare with.
   *
   * @param report its figures
   * @param scenario what it did
   */
  public record Base(RunReport report, Scenario scenario) {}

  /** Returns the defaults for a version of the tool. */
  public static JudgeOptions defaults(String toolVersion) {
    return new JudgeOptions(toolVersion, false, null, null, Thresholds.defaults());
  }

  /** Returns these options with an undecided verdict that exits with 0. */
  public JudgeOptions withUndecidedAsWarning() {
    return new JudgeOptions(toolVersion, true, base, tier, thresholds);
  }

  /** Returns these options with a run to compare with. */
  public JudgeOptions withBase(RunReport report, Scenario scenario) {
    Base run = new Base(report, scenario);
    return new JudgeOptions(toolVersion, undecidedIsWarning, run, tier, thresholds);
  }

  /** Returns these options with the gates of one tier only; null is all of them. */
  public JudgeOptions withTier(@Nullable GateTier only) {
    return new JudgeOptions(toolVersion, undecidedIsWarning, base, only, thresholds);
  }
}
