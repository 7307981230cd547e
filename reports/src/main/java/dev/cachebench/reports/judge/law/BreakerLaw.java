package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts how many calls of Redis are lost before and between the openings of a breaker.
 *
 * <p>Redis is gone for D. A node that asks it λ₂ times a second, each call failing after τ, opens
 * its breaker at the ⌈θW⌉th failure of a window of W calls, when λ₂τ more are under way: after t =
 * ⌈θW⌉/λ₂ + τ. It stays open for w, probes with n_p calls and opens again: e = 1 + ⌊(D − t − w)/(w
 * + n_p/λ₂ + τ)⌋ times, if D > t + w. Lost are ⌈θW⌉ + λ₂τ + e·n_p calls in each node. Near the edge
 * of a cycle one episode more or less decides, so that is allowed, or a tenth.
 *
 * <p>It holds where w is constant (growth and jitter off), the window is one of calls, and nothing
 * passes by the breaker (no operation removes keys).
 */
public final class BreakerLaw {

  private static final double NEAR = 0.1;
  private static final double NANOS = 1e9;

  private final Scenario scenario;
  private final TargetConfig target;

  /** Creates the law of a target. */
  public BreakerLaw(Scenario scenario, TargetConfig target) {
    this.scenario = scenario;
    this.target = target;
  }

  /**
   * One outage.
   *
   * @param seconds its length
   * @param asked calls of Redis that ended in it, those kept back by breakers included
   * @param failed those that failed
   */
  record Outage(double seconds, long asked, long failed) {}

  /** Returns a prediction for each line of the timeline that takes Redis away. */
  public List<Prediction> predictions(RunData run) {
    List<Prediction> predictions = new ArrayList<>();
    for (int index = 0; index < scenario.faults().size(); index++) {
      FaultConfig fault = scenario.faults().get(index);
      if (isOutage(fault) && applies()) {
        List<Outage> outages = outages(run, index);
        predict(index, fault.kind(), outages).ifPresent(predictions::add);
      }
    }
    return predictions;
  }

  private static boolean isOutage(FaultConfig fault) {
    boolean takesRedisAway =
        fault.kind() == FaultKind.DOWN
            || fault.kind() == FaultKind.TIMEOUT
            || fault.kind() == FaultKind.PAUSE;
    return takesRedisAway && fault.every() == null;
  }

  private boolean applies() {
    BreakerConfig breaker = target.cache().breaker();
    OperationWeights mix = scenario.operations();
    return target.cache().l2().enabled()
        && target.cache().l2().budget() != null
        && breaker.enabled()
        && breaker.window() instanceof BreakerConfig.Window.Calls
        && breaker.consecutive() == 0
        && breaker.open().growth() == 1
        && breaker.open().jitter() == 0
        && mix.update() == 0
        && mix.delete() == 0;
  }

  private List<Outage> outages(RunData run, int index) {
    List<Outage> outages = new ArrayList<>();
    run.events("fault-start", target.name())
        .filter(event -> isOf(event, index))
        .forEach(
            start ->
                run.events("fault-stop", target.name())
                    .filter(event -> isOf(event, index) && event.round() == start.round())
                    .findFirst()
                    .ifPresent(stop -> outages.add(between(start, stop))));
    return outages;
  }

  private static boolean isOf(RunEvent event, int index) {
    return Details.count(event, "index") == index && Details.number(event, "l2-failed") != null;
  }

  private static Outage between(RunEvent start, RunEvent stop) {
    return new Outage(
        stop.t() - start.t(),
        Details.count(stop, "l2-asked") - Details.count(start, "l2-asked"),
        Details.count(stop, "l2-failed") - Details.count(start, "l2-failed"));
  }

  /** Returns what the law says of some outages alike; empty without any, or without load. */
  Optional<Prediction> predict(int index, FaultKind kind, List<Outage> outages) {
    double seconds = outages.stream().mapToDouble(Outage::seconds).average().orElse(0);
    double asked = outages.stream().mapToLong(Outage::asked).average().orElse(0);
    if (seconds <= 0 || asked <= 0) {
      return Optional.empty();
    }
    BreakerConfig breaker = target.cache().breaker();
    int window = ((BreakerConfig.Window.Calls) breaker.window()).count();
    double opening = Math.ceil(breaker.failureRatio() * window);
    double rate = asked / seconds / scenario.nodes();
    double failing = kind == FaultKind.DOWN ? 0 : budget(target.cache().l2());
    double open = breaker.open().first().toNanos() / NANOS;
    double opens = opening / rate + failing;
    double cycle = open + breaker.probes() / rate + failing;
    double left = seconds - opens - open;
    double episodes = left > 0 ? 1 + Math.floor(left / cycle) : 0;
    double predicted = scenario.nodes() * (opening + rate * failing + episodes * breaker.probes());
    Map<String, Double> inputs = new LinkedHashMap<>();
    inputs.put("θW", opening);
    inputs.put("λ₂", rate);
    inputs.put("τ", failing * NANOS);
    inputs.put("w", open * NANOS);
    inputs.put("D", seconds * NANOS);
    inputs.put("e", episodes);
    inputs.put("n_p", (double) breaker.probes());
    double allowed = Math.max(NEAR * predicted, (double) scenario.nodes() * breaker.probes());
    return Optional.of(prediction(index, outages, inputs, predicted, allowed));
  }

  private static double budget(L2Config l2) {
    return l2.budget() == null ? 0 : l2.budget().toNanos() / NANOS;
  }

  private Prediction prediction(
      int index,
      List<Outage> outages,
      Map<String, Double> inputs,
      double predicted,
      double allowed) {
    double measured = outages.stream().mapToLong(Outage::failed).average().orElse(0);
    return new Prediction(
        target.name(),
        index,
        "calls of Redis that fail while it is gone",
        Quantity.COUNT,
        scenario.nodes() + "·(⌈θW⌉ + λ₂τ + e·n_p)",
        inputs,
        new Prediction.Sample(
            outages.size(),
            "outages",
            measured,
            null,
            outages.stream().mapToLong(Outage::failed).max().orElse(0)),
        predicted,
        null,
        null,
        Prediction.Rule.NEAR,
        allowed,
        Math.abs(measured - predicted) <= allowed);
  }
}
