package dev.cachebench.reports.sweep;

import dev.cachebench.reports.render.Csv;
import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.Locale;

/** {@code sweep.csv}: RFC 4180 with line feeds, one line for each policy and capacity. */
public final class SweepCsv {

  private static final String HEADER =
      "trace,policy,capacity,requests,hits,misses,hit_ratio,evictions,seconds,requests_per_second";

  private SweepCsv() {}

  /** Returns the file's text. */
  public static String write(SweepReport report) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (SimulationResult result : report.results()) {
      csv.append(row(result)).append('\n');
    }
    return csv.toString();
  }

  private static String row(SimulationResult result) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%d,%d,%d,%.6f,%d,%.6f,%.0f",
        Csv.field(result.trace()),
        result.policy().word(),
        result.capacity().amount(),
        result.requests(),
        result.hits(),
        result.misses(),
        result.hitRatio(),
        result.evictions(),
        result.speed().seconds(),
        result.speed().requestsPerSecond());
  }
}
