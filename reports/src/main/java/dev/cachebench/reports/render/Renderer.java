package dev.cachebench.reports.render;

import dev.cachebench.reports.model.RunReport;

/**
 * Turns a report into text of one format.
 *
 * <p>The same report gives the same text. Implementations escape what they show.
 */
public interface Renderer {

  /**
   * Renders a report.
   *
   * @param report the report
   * @param runDirectory the directory as the reader should see it; for the terminal alone, since a
   *     file must not depend on where it lies
   */
  String render(RunReport report, String runDirectory);
}
