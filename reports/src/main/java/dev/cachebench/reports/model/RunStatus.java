package dev.cachebench.reports.model;

import java.util.Locale;

/** Whether a run came to its end. */
public enum RunStatus {
  /** It came to its end, though an arm may have failed. */
  COMPLETE,
  /** A condition of {@code abort-when} ended it; what was written until then is reported. */
  ABORTED,
  /** It was stopped; what was written until then is reported. */
  INTERRUPTED;

  /** Returns the word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
