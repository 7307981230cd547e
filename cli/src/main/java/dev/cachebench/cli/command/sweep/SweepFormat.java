package dev.cachebench.cli.command.sweep;

import dev.cachebench.cli.console.Console;
import dev.cachebench.reports.sweep.LiveCsv;
import dev.cachebench.reports.sweep.LiveJson;
import dev.cachebench.reports.sweep.LiveSweep;
import dev.cachebench.reports.sweep.LiveText;
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

    @Override
    void print(LiveSweep sweep, Console console) {
      console.out().print(Console.safe(LiveText.write(sweep)) + "\n");
    }
  },
  /** {@code sweep.json}. */
  JSON {
    @Override
    void print(SweepReport report, Console console) {
      console.data().print(SweepJson.write(report));
    }

    @Override
    void print(LiveSweep sweep, Console console) {
      console.data().print(LiveJson.write(sweep));
    }
  },
  /** {@code sweep.csv}. */
  CSV {
    @Override
    void print(SweepReport report, Console console) {
      console.data().print(SweepCsv.write(report));
    }

    @Override
    void print(LiveSweep sweep, Console console) {
      console.data().print(LiveCsv.write(sweep));
    }
  };

  /** Prints a report to standard output. */
  abstract void print(SweepReport report, Console console);

  /** Prints a sweep of real runs to standard output. */
  abstract void print(LiveSweep sweep, Console console);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
