package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.console.Console;
import dev.cachebench.reports.compare.Qualification;
import dev.cachebench.reports.compare.render.QualificationText;
import dev.cachebench.reports.json.JsonReport;
import java.util.Locale;

/** What a machine's noise floor is printed as. */
enum QualifyFormat {
  /** For people. */
  TEXT {
    @Override
    void print(Qualification qualification, Console console) {
      var style = new ReportFormat.Painted(console.outPaint());
      console.out().print(new QualificationText(style).render(qualification));
    }
  },
  /** For programs. */
  JSON {
    @Override
    void print(Qualification qualification, Console console) {
      console.data().print(JsonReport.write(qualification));
    }
  };

  /** Prints to standard output. */
  abstract void print(Qualification qualification, Console console);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
