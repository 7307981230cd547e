package dev.cachebench.scenarios.model;

import java.util.Locale;

/** Which time of an operation a histogram holds; nanoseconds. */
public enum Series {
  /** From the intended start to the answer. */
  RESPONSE_TIME,
  /** From the actual start to the answer. */
  SERVICE_TIME,
  /** From the intended start to the actual start. */
  SCHEDULE_LAG;

  /** Returns the word used in files and on screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
