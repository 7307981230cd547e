package dev.cachebench.reports.judge;

import dev.cachebench.reports.model.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * How a run is judged.
 *
 * @param toolVersion version printed in the report
 * @param undecidedIsWarning whether an undecided verdict exits with 0, as {@code --undecided=warn}
 *     asks; default false
 * @param base report of the run that {@code base *} gates compare with; null is none
 * @param thresholds what spoils a class of metrics
 */
public record JudgeOptions(
    String toolVersion,
    boolean undecidedIsWarning,
    @Nullable RunReport base,
    Thresholds thresholds) {

  /** Returns the defaults for a version of the tool. */
  public static JudgeOptions defaults(String toolVersion) {
    return new JudgeOptions(toolVersion, false, null, Thresholds.defaults());
  }

  /** Returns these options with an undecided verdict that exits with 0. */
  public JudgeOptions withUndecidedAsWarning() {
    return new JudgeOptions(toolVersion, true, base, thresholds);
  }

  /** Returns these options with a run to compare with. */
  public JudgeOptions withBase(RunReport baseRun) {
    return new JudgeOptions(toolVersion, undecidedIsWarning, baseRun, thresholds);
  }
}
