package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.console.Console;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.render.ComparisonMarkdown;
import dev.cachebench.reports.compare.render.ComparisonText;
import dev.cachebench.reports.json.JsonReport;
import java.util.List;
import java.util.Locale;

/** What comparisons are printed as. */
public enum CompareFormat {
  /** For a terminal. */
  TEXT {
    @Override
    public void print(List<Comparison> comparisons, Console console) {
      ComparisonText text = new ComparisonText(new ReportFormat.Painted(console.outPaint()));
      String between = "";
      for (Comparison comparison : comparisons) {
        console.out().print(between + text.render(comparison));
        between = "\n";
      }
    }
  },
  /** An array, an object for each candidate. */
  JSON {
    @Override
    public void print(List<Comparison> comparisons, Console console) {
      console.data().print(JsonReport.write(comparisons));
    }
  },
  /** For a job's summary. */
  MD {
    @Override
    public void print(List<Comparison> comparisons, Console console) {
      comparisons.forEach(each -> console.data().print(ComparisonMarkdown.render(each)));
    }
  };

  /**
   * Returns what a run's format is for a comparison.
   *
   * @throws UsageException if it has none
   */
  public static CompareFormat of(List<ReportFormat> formats) {
    for (CompareFormat format : values()) {
      if (formats.size() == 1 && formats.get(0).name().equals(format.name())) {
        return format;
      }
    }
    throw new UsageException(
        "a comparison is printed as text, json or md", "write one of them after --format");
  }

  /** Prints to standard output. */
  public abstract void print(List<Comparison> comparisons, Console console);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
