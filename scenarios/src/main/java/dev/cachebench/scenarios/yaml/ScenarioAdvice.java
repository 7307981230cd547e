package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.workload.WarmupNeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes, before a run, what in a legal scenario cannot work or cannot be decided. */
public final class ScenarioAdvice {
  /** Samples that must lie beyond a percentile before it is printed. */
  private static final int SAMPLES_BEYOND = 10;

  private static final Pattern PERCENTILE = Pattern.compile("\\.p([0-9.]+)$");

  private final Scenario scenario;
  private final List<String> warnings = new ArrayList<>();

  private ScenarioAdvice(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Returns the warnings, each a sentence that ends in something to do. */
  public static List<String> warnings(Scenario scenario) {
    ScenarioAdvice advice = new ScenarioAdvice(scenario);
    advice.originCapacity();
    scenario.targets().forEach(advice::timesToLive);
    advice.warmup();
    scenario.gates().forEach(advice::gate);
    return List.copyOf(advice.warnings);
  }

  private void originCapacity() {
    boolean hasNoCache = scenario.targets().stream().anyMatch(t -> t.preset() == Preset.NONE);
    double mean = scenario.origin().serviceTime().meanSeconds();
    if (!hasNoCache || mean <= 0) {
      return;
    }
    OriginConfig origin = scenario.origin();
    double capacity = origin.concurrency() / mean;
    double share = scenario.operations().getShare();
    for (PhaseConfig phase : scenario.phases()) {
      double loads = offered(phase.load()) * share;
      if (loads > capacity) {
        warnings.add(
            "Phase %s offers %s loads/s to a target without a cache, but the origin serves %s/s (%d at once, %s each): its queue grows without end. Lower the rate or raise origin.concurrency to at least %d."
                .formatted(
                    phase.name(),
                    count(loads),
                    count(capacity),
                    origin.concurrency(),
                    Words.duration(Duration.ofMillis(Math.max(1, Math.round(mean * 1e3)))),
                    (long) Math.ceil(loads * mean)));
      }
    }
  }

  private static double offered(LoadModel load) {
    return load instanceof LoadModel.Open open ? open.rate().perSecond() : 0;
  }

  private static Duration median(ServiceTime time) {
    if (time instanceof ServiceTime.Lognormal lognormal) {
      return lognormal.median();
    }
    if (time instanceof ServiceTime.Exponential exponential) {
      return Duration.ofNanos(Math.round(exponential.mean().toNanos() * Math.log(2)));
    }
    return ((ServiceTime.Fixed) time).value();
  }

  private void timesToLive(TargetConfig target) {
    CacheConfig cache = target.cache();
    if (cache.l1().enabled()) {
      timeToLive(target.name(), "l1", cache.l1().ttl());
    }
    if (cache.l2().enabled()) {
      timeToLive(target.name(), "l2", cache.l2().ttl());
    }
  }

  private void timeToLive(String target, String tier, Duration ttl) {
    Duration load = median(scenario.origin().serviceTime());
    if (ttl.compareTo(load) < 0) {
      warnings.add(
          "%s.%s.ttl, %s, is shorter than half of the loads take (%s): entries expire while they are loaded. Raise the time to live."
              .formatted(target, tier, Words.duration(ttl), Words.duration(load)));
    }
  }

  private void warmup() {
    if (scenario.warmup().isZero()) {
      // Whoever switches it off asks for the cold start.
      return;
    }
    WarmupNeed.longest(scenario)
        .filter(need -> need.time().compareTo(scenario.warmup()) > 0)
        .ifPresent(
            need ->
                warnings.add(
                    "%s The warm-up is %s, so hit ratios still rise in the first phase. Use warmup: %s, or preload: all."
                        .formatted(
                            need.text(),
                            Words.duration(scenario.warmup()),
                            Words.duration(need.rounded()))));
  }

  private void gate(GateConfig gate) {
    GateExpression require = gate.require();
    String metric = require.metric().word();
    if (metric.startsWith("speedup.") && scenario.baseline().isEmpty()) {
      warnings.add(
          "The gate `%s` has nothing to compare with. Give one target `role: baseline`."
              .formatted(require.text()));
    }
    boolean judgesNobody =
        gate.target() == null
            && scenario.targets().stream().noneMatch(t -> t.role() == Role.CANDIDATE);
    if (judgesNobody) {
      warnings.add(
          "The gate `%s` judges candidates, and there is none. Name a `target`, or give one `role: candidate`."
              .formatted(require.text()));
    }
    Matcher percentile = PERCENTILE.matcher(metric);
    if (require.metric().quantity() == Quantity.DURATION && isTime(metric) && percentile.find()) {
      samples(gate, Double.parseDouble(percentile.group(1)) / 100);
    }
  }

  private static boolean isTime(String metric) {
    return metric.startsWith("response-time")
        || metric.startsWith("service-time")
        || metric.startsWith("schedule-lag");
  }

  private void samples(GateConfig gate, double quantile) {
    double gets = 0;
    for (PhaseConfig phase : scenario.phases()) {
      boolean isJudged = gate.phase() == null || phase.name().equals(gate.phase());
      if (isJudged && phase.load() instanceof LoadModel.Closed) {
        return;
      }
      gets += isJudged ? offered(phase.load()) * seconds(phase.duration()) : 0;
    }
    gets *= scenario.operations().getShare();
    double needed = SAMPLES_BEYOND / (1 - quantile);
    if (Math.round(gets) < Math.round(needed)) {
      warnings.add(
          "The gate `%s` needs %s samples, and %s offers %s. Make it longer, raise the rate, or judge a lower percentile."
              .formatted(
                  gate.require().text(),
                  count(needed),
                  gate.phase() == null ? "the run" : "phase " + gate.phase(),
                  count(gets)));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String count(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}
