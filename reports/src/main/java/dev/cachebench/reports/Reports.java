package dev.cachebench.reports;

import dev.cachebench.reports.export.Export;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.html.HtmlRenderer;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.judge.Judge;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.MarkdownRenderer;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Computes the report of a run and writes its files; what commands call.
 *
 * <p>Safe for use by many threads.
 */
public final class Reports {

  private Reports() {}

  /**
   * Computes the report of a run.
   *
   * @param run the files of its directory, from {@code RunDataReader}
   * @param options how it is judged
   */
  public static RunReport of(RunData run, JudgeOptions options) {
    return new Judge(options).judge(run);
  }

  /**
   * Writes {@code report.json}, {@code report.md}, {@code report.html}, {@code junit.xml} and
   * {@code latency/*.hgrm}, replacing older ones.
   *
   * @param runDir the run directory
   * @param run the files that the report was computed from
   * @param report the report
   * @throws IOException if a file cannot be written
   */
  public static void writeAll(Path runDir, RunData run, RunReport report) throws IOException {
    RunDirectory directory = new RunDirectory(runDir);
    Files.writeString(directory.path(RunFile.REPORT_JSON), JsonReport.write(report));
    String name = String.valueOf(runDir.getFileName());
    String markdown = new MarkdownRenderer().render(report, name);
    Files.writeString(directory.path(RunFile.REPORT_MARKDOWN), markdown);
    writeHtml(runDir, run, report);
    Export.JUNIT.write(runDir, run, report);
    Export.HGRM.write(runDir, run, report);
  }

  /**
   * Writes {@code report.html}, replacing an older one.
   *
   * @param runDir the run directory
   * @param run the files that the report was computed from
   * @param report the report
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path writeHtml(Path runDir, RunData run, RunReport report) throws IOException {
    Path file = new RunDirectory(runDir).path(RunFile.REPORT_HTML);
    String name = String.valueOf(runDir.getFileName());
    Files.writeString(file, HtmlRenderer.of(runDir, run).render(report, name));
    return file;
  }
}
