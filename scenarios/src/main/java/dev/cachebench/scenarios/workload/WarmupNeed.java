package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a tier that starts empty takes until its hit ratio has settled ({@link FillTime}).
 *
 * @param target whose tier
 * @param tier {@code l1} or {@code l2}
 * @param rate requests per second that reach it
 * @param time until its hit ratio is within 2 points of what it settles at
 */
public record WarmupNeed(String target, String tier, double rate, Duration time) {

  /**
   * Returns the need that is longest, by the rate that the scenario offers; empty where that is not
   * known before the run, where the tiers are filled beforehand, or where keys are not drawn
   * independently.
   */
  public static Optional<WarmupNeed> longest(Scenario scenario) {
    return scenario.load() instanceof LoadModel.Open open
        ? longest(scenario, open.rate().perSecond())
        : Optional.empty();
  }

  /**
   * Returns the need that is longest.
   *
   * @param rate requests per second over all nodes
   */
  public static Optional<WarmupNeed> longest(Scenario scenario, double rate) {
    PreloadConfig.Tiers filled = scenario.preload().tiers();
    boolean isDrawn = !(scenario.keys().distribution() instanceof KeyDistribution.Sequential);
    if (filled == PreloadConfig.Tiers.ALL || !isDrawn || rate <= 0) {
      return Optional.empty();
    }
    FillTime fill = FillTime.of(scenario.keys());
    List<WarmupNeed> needs = new ArrayList<>();
    for (TargetConfig target : scenario.targets()) {
      CacheConfig cache = target.cache();
      if (target.className() == null && cache.l1().enabled()) {
        double each = rate / scenario.nodes();
        Duration time = fill.untilSettled(cache.l1().capacity(), cache.l1().ttl(), each);
        needs.add(new WarmupNeed(target.name(), "l1", each, time));
      }
      if (target.className() == null && cache.l2().enabled() && filled != PreloadConfig.Tiers.L2) {
        Duration time = fill.untilSettled(Long.MAX_VALUE, cache.l2().ttl(), rate);
        needs.add(new WarmupNeed(target.name(), "l2", rate, time));
      }
    }
    return needs.stream().max(Comparator.comparing(WarmupNeed::time));
  }

  /** Returns the time in whole seconds, rounded up. */
  public Duration rounded() {
    return Duration.ofSeconds((time.toMillis() + 999) / 1000);
  }

  /** Returns it as a sentence. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "From empty, %s's %s settles after about %ds at %,d requests/s (Che's approximation).",
        target,
        tier,
        rounded().toSeconds(),
        Math.round(rate));
  }
}
