package dev.cachebench.scenarios.result;

/** The files of a run directory. */
public enum RunFile {
  /** The scenario as run, every default filled in. */
  SCENARIO("scenario.yaml"),
  /** The result, computed from the other files. */
  REPORT_JSON("report.json"),
  /** The result to look at, one file that loads nothing. */
  REPORT_HTML("report.html"),
  /** The result to read. */
  REPORT_MARKDOWN("report.md"),
  /** HdrHistogram log 1.3, one-second intervals, nanoseconds. */
  INTERVALS("intervals.hlog"),
  /** {@link CountersRow}, one a line. */
  COUNTERS("counters.jsonl"),
  /** {@link Violation}, one a line. */
  VIOLATIONS("violations.jsonl"),
  /** {@link RunEvent}, one a line. */
  EVENTS("events.jsonl"),
  /** Machine, versions, flags: one JSON object. */
  ENVIRONMENT("environment.json"),
  /** Folder of histories, if they are kept. */
  HISTORY("history"),
  /** Log of the tool and of its arms. */
  LOG("cachebench.log");

  private final String fileName;

  RunFile(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the name inside the run directory. */
  public String fileName() {
    return fileName;
  }
}
