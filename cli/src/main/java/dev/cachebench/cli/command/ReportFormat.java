package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.Paint;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.MarkdownRenderer;
import dev.cachebench.reports.render.Style;
import dev.cachebench.reports.render.TextRenderer;
import java.util.Locale;

/** What a report is printed as: the words of {@code --format}. */
public enum ReportFormat {
  /** For a terminal. */
  TEXT {
    @Override
    void print(RunReport report, String directory, Console console) {
      console
          .out()
          .print(new TextRenderer(new Painted(console.outPaint())).render(report, directory));
    }
  },
  /** {@code report.json}. */
  JSON {
    @Override
    void print(RunReport report, String directory, Console console) {
      console.data().print(JsonReport.write(report));
    }
  },
  /** {@code report.md}. */
  MD {
    @Override
    void print(RunReport report, String directory, Console console) {
      console.data().print(new MarkdownRenderer().render(report, directory));
    }
  };

  /**
   * Prints a report to standard output.
   *
   * @param directory the run directory as the reader knows it
   */
  abstract void print(RunReport report, String directory, Console console);

  /** Prints the last paragraph of the text: the verdict and where the files are. */
  void printVerdict(RunReport report, String directory, Console console) {
    String text = new TextRenderer(new Painted(console.outPaint())).render(report, directory);
    String stripped = text.strip();
    console.out().println(stripped.substring(stripped.lastIndexOf("\n\n") + 1).strip());
  }

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The console's colours as a renderer wants them. */
  record Painted(Paint paint) implements Style {

    @Override
    public String pass(String text) {
      return paint.pass(text);
    }

    @Override
    public String fail(String text) {
      return paint.fail(text);
    }

    @Override
    public String warn(String text) {
      return paint.look(text);
    }

    @Override
    public String dim(String text) {
      return paint.dim(text);
    }
  }
}
