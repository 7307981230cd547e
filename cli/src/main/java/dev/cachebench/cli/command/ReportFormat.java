package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.Paint;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.render.MarkdownRenderer;
import dev.cachebench.reports.render.Style;
import dev.cachebench.reports.render.TextRenderer;
import java.io.IOException;
import java.util.Locale;

/** What a report is printed as: the words of {@code --format}. */
public enum ReportFormat {
  /** For a terminal. */
  TEXT {
    @Override
    void print(JudgedRun run, Console console) {
      console.out().print(text(run, console));
    }
  },
  /** {@code report.json}. */
  JSON {
    @Override
    void print(JudgedRun run, Console console) {
      console.data().print(JsonReport.write(run.report()));
    }
  },
  /** {@code report.md}. */
  MD {
    @Override
    void print(JudgedRun run, Console console) {
      String directory = run.directory().toString();
      console.data().print(new MarkdownRenderer().render(run.report(), directory));
    }
  },
  /** {@code report.html}: written into the run directory; its path is printed. */
  HTML {
    @Override
    void print(JudgedRun run, Console console) throws IOException {
      console.out().println(Console.safe(run.writeHtml().toString()));
    }
  };

  /** Prints a run's report to standard output. */
  abstract void print(JudgedRun run, Console console) throws IOException;

  /** Prints the last paragraph of the text: the verdict and where the files are. */
  void printVerdict(JudgedRun run, Console console) {
    String stripped = text(run, console).strip();
    console.out().println(stripped.substring(stripped.lastIndexOf("\n\n") + 1).strip());
  }

  private static String text(JudgedRun run, Console console) {
    Style style = new Painted(console.outPaint());
    return new TextRenderer(style).render(run.report(), run.directory().toString());
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
