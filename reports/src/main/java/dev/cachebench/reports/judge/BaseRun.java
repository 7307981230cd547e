package dev.cachebench.reports.judge;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Hardware;
import dev.cachebench.reports.model.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * The run that {@code base *} limits refer to, held against the run that is judged.
 *
 * @param report its figures
 * @param otherWork what it did differently, so that no figure of it is a limit; null is nothing
 * @param otherMachine how its machine differs, so that no time of it is; null when it does not
 */
record BaseRun(RunReport report, @Nullable String otherWork, @Nullable String otherMachine) {

  /** Returns the baseline of the options, or null when there is none. */
  static @Nullable BaseRun of(JudgeOptions options, RunData run) {
    JudgeOptions.Base base = options.base();
    if (base == null) {
      return null;
    }
    return new BaseRun(
        base.report(),
        Work.difference(base.scenario(), run.scenario()),
        Hardware.of(base.report().environment()).difference(Hardware.of(run.environment())));
  }
}
