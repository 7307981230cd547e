package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.model.Expiry;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Predicts how often one key is loaded after every copy of it expired at one instant.
 *
 * <p>Lookups are a Poisson process of rate λ over P nodes that share L2, and a load takes L.
 * Without protection everybody who asks before the first load is back loads too: 1 + Poisson(λL).
 * With one flight per key in each node every other node loads at most once, if it is asked in time:
 * 1 + Binomial(P − 1, 1 − e^(−λL/P)). The law's own variance gives the standard error of a mean
 * over n expiries, so that it is defined even when all measured counts are equal.
 */
public final class Stampede {

  private static final String QUANTITY = "origin loads of one key for one expiry";

  private final TargetConfig target;
  private final List<Expiry> expiries;

  /**
   * Creates one.
   *
   * @param target the target
   * @param expiries what followed each expiry
   */
  public Stampede(TargetConfig target, List<Expiry> expiries) {
    this.target = target;
    this.expiries = expiries.stream().filter(expiry -> expiry.gets() > 0).toList();
  }

  /** Returns the prediction, or null where nothing expired or the laws do not apply. */
  public @Nullable Prediction predict() {
    boolean isShared = target.cache().l2().enabled() || nodes() == 1;
    // Of a class of the user's own nobody knows what it joins.
    boolean isKnown = target.preset() != Preset.NONE && target.preset() != Preset.OWN;
    double load = meanLoadNanos();
    if (expiries.isEmpty() || !isKnown || !isShared || load <= 0) {
      return null;
    }
    // Coalescing as the review advised it lets everybody load.
    boolean isJoined = target.cache().coalescing() && target.preset() != Preset.AS_ADVISED;
    return isJoined ? singleFlight(load) : unprotected(load);
  }

  private int nodes() {
    return expiries.stream().mapToInt(Expiry::nodes).max().orElse(1);
  }

  private double meanLoadNanos() {
    return expiries.stream()
        .mapToDouble(Expiry::loadNanos)
        .filter(nanos -> nanos > 0)
        .average()
        .orElse(0);
  }

  private Prediction unprotected(double load) {
    double mean = 0;
    double variance = 0;
    for (Expiry expiry : expiries) {
      double followers = expiry.perSecond() * load / 1e9;
      mean += 1 + followers;
      variance += followers;
    }
    return prediction("1 + λL", load, mean, variance);
  }

  private Prediction singleFlight(double load) {
    double mean = 0;
    double variance = 0;
    for (Expiry expiry : expiries) {
      int others = expiry.nodes() - 1;
      double asked = -Math.expm1(-expiry.perSecond() * load / 1e9 / expiry.nodes());
      mean += 1 + others * asked;
      variance += others * asked * (1 - asked);
    }
    return prediction("1 + (P−1)(1 − e^(−λL/P)), P = " + nodes(), load, mean, variance);
  }

  private Prediction prediction(String law, double load, double meanSum, double varianceSum) {
    int n = expiries.size();
    double measured = expiries.stream().mapToLong(Expiry::loads).average().orElse(0);
    double predicted = meanSum / n;
    double error = Math.sqrt(varianceSum) / n;
    double difference = Math.abs(measured - predicted);
    Double standardErrors = difference == 0 ? Double.valueOf(0) : difference / error;
    Prediction.Sample sample =
        new Prediction.Sample(
            n,
            "expiries",
            measured,
            sampleError(measured),
            expiries.stream().mapToLong(Expiry::loads).max().orElse(0));
    double perSecond = expiries.stream().mapToDouble(Expiry::perSecond).average().orElse(0);
    return new Prediction(
        target.name(),
        null,
        QUANTITY,
        Quantity.COUNT,
        law,
        inputs(perSecond, load),
        sample,
        predicted,
        error,
        Double.isFinite(standardErrors) ? standardErrors : null,
        Prediction.Rule.NEAR,
        Prediction.TOLERANCE * error,
        standardErrors <= Prediction.TOLERANCE);
  }

  /** In the order of the formula, run after run. */
  private static Map<String, Double> inputs(double perSecond, double load) {
    Map<String, Double> inputs = new LinkedHashMap<>();
    inputs.put("λ", perSecond);
    inputs.put("L", load);
    return inputs;
  }

  private @Nullable Double sampleError(double mean) {
    int n = expiries.size();
    if (n < 2) {
      return null;
    }
    double squares = 0;
    for (Expiry expiry : expiries) {
      squares += (expiry.loads() - mean) * (expiry.loads() - mean);
    }
    return Math.sqrt(squares / (n - 1) / n);
  }
}
