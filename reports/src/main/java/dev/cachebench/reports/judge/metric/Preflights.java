package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Preflight;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the benchmark itself costs, and which figures it has too large a share in. */
public final class Preflights {

  private static final Map<String, ToDoubleFunction<Preflight>> FLOORS =
      Map.of(
          "mean", Preflight::responseMeanNanos,
          "p50", Preflight::responseP50Nanos,
          "p90", Preflight::responseP90Nanos,
          "p99", Preflight::responseP99Nanos);

  private Preflights() {}

  /** Returns what was found before the arms of a target, the median of its rounds; may be null. */
  public static @Nullable Preflight of(RunData run, String target) {
    List<RunEvent> found =
        run.events("preflight", target)
            .sorted(Comparator.comparingDouble(event -> number(event, "response-p50-nanos")))
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    RunEvent middle = found.get(found.size() / 2);
    return new Preflight(
        number(middle, "cost-nanos"),
        number(middle, "rate"),
        number(middle, "sustained-rate"),
        number(middle, "lag-p99-nanos"),
        number(middle, "response-mean-nanos"),
        number(middle, "response-p50-nanos"),
        number(middle, "response-p90-nanos"),
        number(middle, "response-p99-nanos"));
  }

  private static double number(RunEvent event, String name) {
    return Details.number(event, name, 0);
  }

  /**
   * Returns the benchmark's share of those times in which it is too large, by the metric's word.
   *
   * @param preflight what it costs; null when nobody knows
   * @param metrics figures of a phase
   * @param most share up to which a figure needs no mark
   */
  public static Map<String, Double> shares(
      @Nullable Preflight preflight, Map<String, Double> metrics, double most) {
    Map<String, Double> shares = new TreeMap<>();
    if (preflight == null) {
      return shares;
    }
    for (String series : List.of("response-time", "service-time")) {
      FLOORS.forEach(
          (word, floor) -> {
            Double value = metrics.get(series + "." + word);
            double share = value == null || value <= 0 ? 0 : floor.applyAsDouble(preflight) / value;
            if (share > most) {
              shares.put(series + "." + word, Math.min(1, share));
            }
          });
    }
    return shares;
  }
}
