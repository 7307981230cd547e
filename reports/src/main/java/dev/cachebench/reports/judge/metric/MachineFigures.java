package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.PhaseData;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the machine did in a phase: {@code cpu.ROLE} and {@code wait.ROLE} in processors (seconds
 * per second), {@code paused} and {@code throttled} as shares of the time, {@code stolen} in
 * processors, {@code pause.max} in ns, {@code late.CAUSE} as counts of slots.
 *
 * <p>{@code cpu.others} is what processes used that have nothing to do with the run; absent where
 * the system does not tell.
 */
public final class MachineFigures {

  private static final double NANOS = 1e9;

  private MachineFigures() {}

  /** Returns them by their words in {@code report.json}. */
  public static Map<String, Double> of(PhaseData data) {
    Map<String, Double> figures = new TreeMap<>();
    double seconds = data.seconds();
    if (seconds <= 0) {
      return figures;
    }
    double known = 0;
    for (Map.Entry<String, Long> sum : data.sums().entrySet()) {
      String word = sum.getKey();
      double value = sum.getValue() / NANOS / seconds;
      if (word.startsWith("cpu.") && !word.equals("cpu.machine")) {
        known += value;
        figures.put(word, value);
      } else if (word.startsWith("wait.") || isWhole(word)) {
        figures.put(word, value);
      }
    }
    Long machine = data.sums().get("cpu.machine");
    if (machine != null) {
      figures.put("cpu.others", Math.max(0, machine / NANOS / seconds - known));
    }
    Long pause = data.maximum("pause");
    if (pause != null) {
      figures.put("pause.max", (double) pause);
    }
    data.counts()
        .forEach(
            (word, count) -> {
              if (word.startsWith("late.")) {
                figures.put(word, (double) count);
              }
            });
    return figures;
  }

  private static boolean isWhole(String word) {
    return word.equals("paused") || word.equals("throttled") || word.equals("stolen");
  }
}
