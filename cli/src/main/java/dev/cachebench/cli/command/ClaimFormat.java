package dev.cachebench.cli.command;

import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.console.Console;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.render.ClaimRenderer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a judged claim is printed as. */
enum ClaimFormat {
  /** For people. */
  TEXT {
    @Override
    void print(ClaimAnswer answer, @Nullable Double hitRatio, Console console) {
      var style = new ReportFormat.Painted(console.outPaint());
      console.out().print(new ClaimRenderer(style).render(answer, hitRatio));
    }
  },
  /** For programs. */
  JSON {
    @Override
    void print(ClaimAnswer answer, @Nullable Double hitRatio, Console console) {
      console.data().print(JsonReport.write(answer));
    }
  };

  /** Prints a claim to standard output. */
  abstract void print(ClaimAnswer answer, @Nullable Double hitRatio, Console console);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
