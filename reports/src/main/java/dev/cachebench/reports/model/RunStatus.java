package dev.cachebench.reports.model;

import java.util.Locale;

/** Whether a run came to its end. */
public enum RunStatus {
  /** Every arm of every round ended as planned. */
  COMPLETE,
  /** The run was stopped, or an arm did not end; what was written until then is reported. */
  INTERRUPTED;

  /** Returns the word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
