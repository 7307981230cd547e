package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.Undecided;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.Comparison;
import java.util.List;
import java.util.Locale;

/** Which answer of a comparison the exit code tells. */
enum FailOn {
  /** None: a comparison informs. */
  NOTHING {
    @Override
    ExitCode of(List<Comparison> comparisons, Undecided undecided) {
      return ExitCode.OK;
    }
  },
  /** A regression fails, and what is open is undecided. */
  REGRESSION {
    @Override
    ExitCode of(List<Comparison> comparisons, Undecided undecided) {
      List<ChangeVerdict> verdicts = comparisons.stream().map(Comparison::verdict).toList();
      if (verdicts.contains(ChangeVerdict.REGRESSION)) {
        return ExitCode.GATE_FAILED;
      }
      boolean isOpen = verdicts.stream().anyMatch(ChangeVerdict::isUndecided);
      return isOpen && undecided == Undecided.FAIL ? ExitCode.UNDECIDED : ExitCode.OK;
    }
  };

  /** Returns what the process says. */
  abstract ExitCode of(List<Comparison> comparisons, Undecided undecided);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
