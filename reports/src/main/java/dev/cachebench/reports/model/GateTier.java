package dev.cachebench.reports.model;

import java.util.Locale;

/** How often a gate can be judged without raising false alarms. */
public enum GateTier {
  /**
   * Errors, wrong values, staleness, loads, shares, bytes: what the work decides, and hardly the
   * machine. Fit for every pull request.
   */
  COUNTS,
  /**
   * Times, rates and speedups: they scatter with the machine. Fit for a nightly run, best in pairs
   * with the build before.
   */
  TIMES;

  /** Returns the word used in reports and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
