package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.reports.sweep.SweepCsv;
import dev.cachebench.reports.sweep.SweepJson;
import dev.cachebench.reports.sweep.SweepReport;
import dev.cachebench.reports.sweep.SweepText;
import java.util.Locale;

/** What a sweep is printed as: the words of its {@code --format}. */
enum SweepFormat {
  /** For a terminal. */
  TEXT {
    @Override
    void print(SweepReport report, Console console) {
      console.out().print(SweepText.write(report));
    }
  },
  /** {@code sweep.json}. */
  JSON {
    @Override
    void print(SweepReport report, Console console) {
      console.data().print(SweepJson.write(report));
    }
  },
  /** {@code sweep.csv}. */
  CSV {
    @Override
    void print(SweepReport report, Console console) {
      console.data().print(SweepCsv.write(report));
    }
  };

  /** Prints a report to standard output. */
  abstract void print(SweepReport report, Console console);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
