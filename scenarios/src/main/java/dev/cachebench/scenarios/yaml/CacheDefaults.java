package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L1Config.Policy;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.L2Config.Link;
import dev.cachebench.scenarios.model.L2Config.Payload;
import dev.cachebench.scenarios.model.LoadsConfig;
import dev.cachebench.scenarios.model.LoadsConfig.Ahead;
import dev.cachebench.scenarios.model.LoadsConfig.Background;
import dev.cachebench.scenarios.model.LoadsConfig.Early;
import dev.cachebench.scenarios.model.LoadsConfig.Errors;
import dev.cachebench.scenarios.model.LoadsConfig.Negative;
import dev.cachebench.scenarios.model.LoadsConfig.Retry;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.yaml.CacheLayer.LoadsLayer;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each preset has, and how the layers of the file settle on one configuration: the common
 * ground, then the preset's switches, then the target's own keys.
 */
final class CacheDefaults {
  static final Duration BUDGET = Duration.ofMillis(50);
  static final L1Config L1 = new L1Config(true, 10_000, Duration.ofSeconds(10), Policy.W_TINYLFU);
  static final L2Config L2 = new L2Config(true, Duration.ofSeconds(60), BUDGET, 1_000);
  static final BreakerConfig BREAKER =
      new BreakerConfig(
          true,
          0.5,
          0.8,
          ProtectionReader.BY_BUDGET,
          new BreakerConfig.Window.Calls(100),
          20,
          0,
          BreakerConfig.Open.USUAL,
          5);

  /** The review's figures; neither shares nor slow calls open it. */
  static final BreakerConfig REVIEWERS_BREAKER =
      new BreakerConfig(
          true,
          1,
          1,
          Duration.ofHours(1),
          new BreakerConfig.Window.Calls(100),
          100,
          5,
          new BreakerConfig.Open(Duration.ofSeconds(60), 1, Duration.ofSeconds(60), 0),
          1);

  static final OriginLimitConfig ORIGIN_LIMIT = new OriginLimitConfig(true, 64, 256, 32);
  static final Duration PROBE = Duration.ofSeconds(1);
  static final Duration TCP_TIMEOUT = Duration.ofSeconds(2);
  static final Duration STALE_IF_ERROR = Duration.ofSeconds(60);
  private static final L1Config NO_L1 = new L1Config(false, L1.capacity(), L1.ttl(), L1.policy());
  private static final L2Config NO_L2 = new L2Config(false, L2.ttl(), L2.budget(), L2.queue());
  private static final double JITTER = 0.1;

  private final Set<String> mechanisms;
  private final Preset preset;
  private final CacheLayer common;
  private final CacheLayer own;

  private CacheDefaults(Preset preset, CacheLayer common, CacheLayer own) {
    this.preset = preset;
    this.mechanisms = mechanisms(preset);
    this.common = common;
    this.own = own;
  }

  /**
   * Returns the mechanisms that a preset has, each on unless it is switched off; {@code link}
   * stands for all that {@link LinkReader} reads.
   */
  static Set<String> mechanisms(Preset preset) {
    return switch (preset) {
      case NONE -> Set.of();
      case REVIEWED -> Set.of("l1", "l2");
      case AS_ADVISED -> Set.of("l1", "l2", "budget", "coalescing", "breaker", "error-cache");
      case PHASE_1 -> Set.of("l1", "l2", "budget", "checksum", "background-load");
      case PHASE_2 ->
          Set.of(
              "l1",
              "l2",
              "budget",
              "checksum",
              "background-load",
              "coalescing",
              "breaker",
              "error-cache");
      case HARDENED ->
          Set.of(
              "l1",
              "l2",
              "budget",
              "jitter",
              "coalescing",
              "fence",
              "checksum",
              "breaker",
              "origin-limit",
              "stale-if-error",
              "link",
              "background-load",
              "retry-budget",
              "negative",
              "error-cache",
              "early-expiry",
              "refresh-ahead");
      case MEMORY_ONLY ->
          Set.of(
              "l1",
              "jitter",
              "coalescing",
              "fence",
              "checksum",
              "origin-limit",
              "stale-if-error",
              "background-load",
              "retry-budget",
              "negative",
              "error-cache",
              "early-expiry",
              "refresh-ahead");
      case BARE_REDIS -> Set.of("l2", "budget");
      case OWN -> Set.of("l1", "l2", "budget");
    };
  }

  static CacheConfig resolve(Preset preset, CacheLayer common, CacheLayer own) {
    CacheDefaults layers = new CacheDefaults(preset, common, own);
    return new CacheConfig(
        layers.l1(),
        layers.l2(),
        layers.jitter(),
        layers.isOn("coalescing", common.coalescing(), own.coalescing()),
        layers.isOn("fence", common.fence(), own.fence()),
        layers.isOn("checksum", common.checksum(), own.checksum()),
        layers.breaker(),
        layers.originLimit(),
        layers.staleIfError(),
        layers.loads());
  }

  private boolean isOn(String mechanism, @Nullable Boolean below, @Nullable Boolean above) {
    return mechanisms.contains(mechanism) && (above != null ? above : below == null || below);
  }

  private L1Config l1() {
    if (!isOn("l1", common.l1(), own.l1())) {
      return NO_L1;
    }
    return new L1Config(
        true,
        first(own.capacity(), common.capacity(), L1.capacity()),
        first(own.l1Ttl(), common.l1Ttl(), L1.ttl()),
        isAlwaysLru(preset)
            ? Policy.LRU
            : first(own.policy(), common.policy(), isPhase(preset) ? Policy.LRU : L1.policy()));
  }

  /** Returns whether a preset has no other policy than that of the reviewed cache. */
  static boolean isAlwaysLru(Preset preset) {
    return preset == Preset.REVIEWED || preset == Preset.AS_ADVISED;
  }

  private static boolean isPhase(Preset preset) {
    return preset == Preset.PHASE_1 || preset == Preset.PHASE_2;
  }

  /** Returns what {@code breaker} is in a preset unless the file says otherwise. */
  static BreakerConfig breaker(Preset preset) {
    return preset == Preset.AS_ADVISED || preset == Preset.PHASE_2 ? REVIEWERS_BREAKER : BREAKER;
  }

  private L2Config l2() {
    if (!isOn("l2", common.l2(), own.l2())) {
      return NO_L2;
    }
    Duration budget =
        mechanisms.contains("budget")
            ? first(own.budget(), common.budget(), BUDGET)
            : Duration.ZERO;
    return new L2Config(
        true,
        first(own.l2Ttl(), common.l2Ttl(), L2.ttl()),
        budget.isZero() ? null : budget,
        first(own.queue(), common.queue(), L2.queue()),
        mechanisms.contains("link") ? link() : Link.PLAIN,
        mechanisms.contains("link") ? payload() : Payload.PLAIN);
  }

  private Link link() {
    CacheLayer.LinkLayer above = own.link();
    CacheLayer.LinkLayer below = common.link();
    Duration probe = first(above.probe(), below.probe(), PROBE);
    Duration tcp = first(above.tcpTimeout(), below.tcpTimeout(), TCP_TIMEOUT);
    return new Link(
        first(above.connections(), below.connections(), Link.USUAL.connections()),
        probe.isZero() ? null : probe,
        tcp.isZero() ? null : tcp,
        first(above.pauseAware(), below.pauseAware(), Link.USUAL.pauseAware()),
        first(above.recoveryQueue(), below.recoveryQueue(), Link.USUAL.recoveryQueue()));
  }

  private Payload payload() {
    CacheLayer.LinkLayer above = own.link();
    CacheLayer.LinkLayer below = common.link();
    return new Payload(
        first(above.compressAbove(), below.compressAbove(), Payload.USUAL.compressAbove()),
        first(above.maxValue(), below.maxValue(), Payload.USUAL.maxValue()));
  }

  private BreakerConfig breaker() {
    BreakerConfig breaker =
        mechanisms.contains("breaker")
            ? first(own.breaker(), common.breaker(), breaker(preset))
            : BreakerConfig.OFF;
    if (!breaker.slow().equals(ProtectionReader.BY_BUDGET)) {
      return breaker;
    }
    Duration budget = l2().budget();
    return breaker.withSlow(
        budget == null ? BreakerConfig.OFF.slow() : budget.multipliedBy(4).dividedBy(5));
  }

  private OriginLimitConfig originLimit() {
    return mechanisms.contains("origin-limit")
        ? first(own.originLimit(), common.originLimit(), ORIGIN_LIMIT)
        : OriginLimitConfig.OFF;
  }

  private @Nullable Duration staleIfError() {
    Duration grace =
        mechanisms.contains("stale-if-error")
            ? first(own.staleIfError(), common.staleIfError(), STALE_IF_ERROR)
            : Duration.ZERO;
    return grace.isZero() ? null : grace;
  }

  /** Refresh-ahead alone has to be asked for: early expiry does the same with fewer loads. */
  private LoadsConfig loads() {
    LoadsLayer above = own.loads();
    LoadsLayer below = common.loads();
    return new LoadsConfig(
        mechanisms.contains("background-load")
            ? first(above.background(), below.background(), LoadsReader.USUAL_BACKGROUND)
            : Background.OFF,
        mechanisms.contains("retry-budget")
            ? first(above.retry(), below.retry(), LoadsReader.USUAL_RETRY)
            : Retry.OFF,
        mechanisms.contains("negative")
            ? first(above.negative(), below.negative(), LoadsReader.USUAL_NEGATIVE)
            : Negative.OFF,
        mechanisms.contains("error-cache")
            ? first(above.errors(), below.errors(), LoadsReader.USUAL_ERRORS)
            : Errors.OFF,
        mechanisms.contains("early-expiry")
            ? first(above.early(), below.early(), LoadsReader.USUAL_EARLY)
            : Early.OFF,
        mechanisms.contains("refresh-ahead")
            ? first(above.ahead(), below.ahead(), Ahead.OFF)
            : Ahead.OFF);
  }

  private double jitter() {
    return mechanisms.contains("jitter") ? first(own.jitter(), common.jitter(), JITTER) : 0;
  }

  private static <T> T first(@Nullable T own, @Nullable T common, T usual) {
    return own != null ? own : common != null ? common : usual;
  }
}
