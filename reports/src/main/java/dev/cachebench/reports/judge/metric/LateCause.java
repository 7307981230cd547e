package dev.cachebench.reports.judge.metric;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Says in words what made slots start late. */
public final class LateCause {

  private static final String PREFIX = "late.";

  private LateCause() {}

  /**
   * Returns the most frequent cause, or an empty text when nothing is known.
   *
   * @param machine what the machine did
   */
  public static String of(Map<String, Double> machine) {
    double all =
        machine.entrySet().stream()
            .filter(figure -> figure.getKey().startsWith(PREFIX))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return machine.entrySet().stream()
        .filter(figure -> figure.getKey().startsWith(PREFIX))
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .map(most -> words(most.getKey(), machine) + share(most.getValue() / all))
        .orElse("");
  }

  private static String share(double share) {
    return share > 0.995 ? "" : String.format(Locale.ROOT, " (%.0f %% of them)", share * 100);
  }

  private static String words(String cause, Map<String, Double> machine) {
    return switch (cause.substring(PREFIX.length())) {
      case "pause" -> "the JVM stood still, for garbage collection or the like";
      case "wake" -> wake(machine);
      case "call" -> "the cache kept the calling thread, in a call that should return at once";
      case "rate" -> "requests came faster than one thread starts them";
      default -> "unknown";
    };
  }

  private static String wake(Map<String, Double> machine) {
    double stolen = machine.getOrDefault("stolen", 0.0) + machine.getOrDefault("throttled", 0.0);
    double others = machine.getOrDefault("cpu.others", 0.0);
    if (stolen > others && stolen > 0.01) {
      return "the generator woke up late, the machine itself was stopped by its host or its quota";
    }
    return others > 0.2
        ? "the generator woke up late, other processes had the processors"
        : "the generator woke up late, no processor was free";
  }
}
