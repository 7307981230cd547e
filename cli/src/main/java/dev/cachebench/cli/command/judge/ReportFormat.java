package dev.cachebench.cli.command.judge;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.Paint;
import dev.cachebench.reports.export.Export;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.render.MarkdownRenderer;
import dev.cachebench.reports.render.Style;
import dev.cachebench.reports.render.TextRenderer;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a report is printed or written as: the words of {@code --format}. */
public enum ReportFormat {
  /** For a terminal; in no file. */
  TEXT {
    @Override
    public void print(JudgedRun run, Console console) {
      console.out().print(text(run, console));
    }

    @Override
    public List<Path> write(JudgedRun run) {
      return List.of();
    }
  },
  /** {@code report.json}. */
  JSON {
    @Override
    public void print(JudgedRun run, Console console) {
      console.data().print(JsonReport.write(run.report()));
    }

    @Override
    public List<Path> write(JudgedRun run) throws IOException {
      Path file = new RunDirectory(run.directory()).path(RunFile.REPORT_JSON);
      return List.of(Files.writeString(file, JsonReport.write(run.report())));
    }
  },
  /** {@code report.md}. */
  MD {
    @Override
    public void print(JudgedRun run, Console console) {
      String directory = run.directory().toString();
      console.data().print(new MarkdownRenderer().render(run.report(), directory));
    }

    @Override
    public List<Path> write(JudgedRun run) throws IOException {
      Path file = new RunDirectory(run.directory()).path(RunFile.REPORT_MARKDOWN);
      String name = String.valueOf(run.directory().getFileName());
      return List.of(Files.writeString(file, new MarkdownRenderer().render(run.report(), name)));
    }
  },
  /** {@code report.html}: always written into the run directory; its path is printed. */
  HTML {
    @Override
    public void print(JudgedRun run, Console console) throws IOException {
      printPaths(write(run), console);
    }

    @Override
    public List<Path> write(JudgedRun run) throws IOException {
      return List.of(run.writeHtml());
    }
  },
  /** {@code junit.xml}. */
  JUNIT,
  /** {@code report.csv}. */
  CSV,
  /** {@code openmetrics.txt}. */
  OPENMETRICS,
  /** {@code benchmark-smaller.json} and {@code benchmark-bigger.json}. */
  BENCHMARK_ACTION,
  /** {@code jmh.json}. */
  JMH,
  /** {@code latency/*.hgrm}. */
  HGRM,
  /** {@code latency.hlog}. */
  HLOG;

  /**
   * Prints a run's report to standard output; what is more than one text is written into the run
   * directory, and the paths are printed.
   */
  public void print(JudgedRun run, Console console) throws IOException {
    List<Export.TextFile> texts = export().texts(run.data());
    if (texts.size() == 1) {
      String name = String.valueOf(run.directory().getFileName());
      console.data().print(texts.get(0).renderer().render(run.report(), name));
    } else {
      printPaths(write(run), console);
    }
  }

  /** Writes it into the run directory and returns the files. */
  public List<Path> write(JudgedRun run) throws IOException {
    return export().write(run.directory(), run.data(), run.report());
  }

  /**
   * Prints a report in one format, or writes it in several and prints where they are; the text is
   * printed either way.
   */
  public static void print(List<ReportFormat> formats, JudgedRun run, Console console)
      throws IOException {
    if (formats.size() == 1) {
      formats.get(0).print(run, console);
      return;
    }
    for (ReportFormat format : formats) {
      if (format == TEXT) {
        format.print(run, console);
      } else {
        printPaths(format.write(run), console);
      }
    }
  }

  /** Prints the last paragraph of the text: the verdict and where the files are. */
  public static void printVerdict(JudgedRun run, Console console) {
    String stripped = text(run, console).strip();
    console.out().println(stripped.substring(stripped.lastIndexOf("\n\n") + 1).strip());
  }

  private Export export() {
    return Export.valueOf(name());
  }

  private static void printPaths(List<Path> files, Console console) {
    files.forEach(file -> console.out().println(Console.safe(file.toString())));
  }

  private static String text(JudgedRun run, Console console) {
    Style style = new Painted(console.outPaint());
    return new TextRenderer(style).render(run.report(), run.directory().toString());
  }

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The console's colours as a renderer wants them. */
  public record Painted(Paint paint) implements Style {

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
