package dev.cachebench.scenarios.yaml;

import static dev.cachebench.scenarios.yaml.Words.duration;
import static dev.cachebench.scenarios.yaml.Words.number;
import static dev.cachebench.scenarios.yaml.Words.quoted;

import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.LoadsConfig;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.model.TargetConfig;

/** Writes a target with every mechanism's settings, those that are off too. */
final class TargetWriter {

  private TargetWriter() {}

  /** Returns the target's name and settings as a line of YAML. */
  static String write(TargetConfig target) {
    CacheConfig cache = target.cache();
    return ("%s: {%s, role: %s, l1: %s, l2: %s, jitter: %s, coalescing: %s, fence: %s,"
            + " checksum: %s, breaker: %s, origin-limit: %s, stale-if-error: %s%s}")
        .formatted(
            quoted(target.name()),
            madeOf(target),
            target.role().word(),
            l1(cache.l1()),
            l2(cache.l2()),
            cache.jitter() == 0 ? "off" : number(cache.jitter()),
            onOff(cache.coalescing()),
            onOff(cache.fence()),
            onOff(cache.checksum()),
            breaker(cache.breaker()),
            originLimit(cache.originLimit()),
            cache.staleIfError() == null ? "off" : duration(cache.staleIfError()),
            loads(cache.loads()));
  }

  private static String loads(LoadsConfig loads) {
    return (", background-load: %s, retry-budget: %s, negative: %s, error-cache: %s,"
            + " early-expiry: %s, refresh-ahead: %s")
        .formatted(
            background(loads.background()),
            retry(loads.retry()),
            negative(loads.negative()),
            errors(loads.errors()),
            early(loads.early()),
            ahead(loads.ahead()));
  }

  private static String background(LoadsConfig.Background background) {
    return background.enabled()
        ? "{soft: %s, hard: %s}".formatted(duration(background.soft()), duration(background.hard()))
        : "off";
  }

  private static String retry(LoadsConfig.Retry retry) {
    return retry.enabled()
        ? "{ratio: %s, reserve: %d, retries: %d, back-off: %s}"
            .formatted(
                number(retry.ratio()), retry.reserve(), retry.retries(), duration(retry.backOff()))
        : "off";
  }

  private static String negative(LoadsConfig.Negative negative) {
    return negative.enabled()
        ? "{ttl: %s, keys: %d}".formatted(duration(negative.ttl()), negative.keys())
        : "off";
  }

  private static String errors(LoadsConfig.Errors errors) {
    return errors.enabled()
        ? "{first: %s, growth: %s, max: %s, keys: %d}"
            .formatted(
                duration(errors.first()),
                number(errors.growth()),
                duration(errors.max()),
                errors.keys())
        : "off";
  }

  private static String early(LoadsConfig.Early early) {
    return early.enabled()
        ? "{beta: %s, min-fresh: %s, max-delta: %s}"
            .formatted(number(early.beta()), number(early.minFresh()), duration(early.maxDelta()))
        : "off";
  }

  private static String ahead(LoadsConfig.Ahead ahead) {
    return ahead.enabled()
        ? "{at: %s, every: %s, stop-after: %s, concurrency: %d, keys: %d}"
            .formatted(
                number(ahead.at()),
                ahead.every() == null ? "off" : duration(ahead.every()),
                duration(ahead.stopAfter()),
                ahead.concurrency(),
                ahead.keys())
        : "off";
  }

  private static String madeOf(TargetConfig target) {
    return target.className() == null
        ? "preset: " + target.preset().word()
        : "class: " + quoted(target.className());
  }

  private static String l1(L1Config l1) {
    return l1.enabled()
        ? "{capacity: %d, ttl: %s, policy: %s}"
            .formatted(l1.capacity(), duration(l1.ttl()), l1.policy().word())
        : "off";
  }

  private static String l2(L2Config l2) {
    return l2.enabled()
        ? "{ttl: %s, budget: %s, queue: %d%s}"
            .formatted(
                duration(l2.ttl()),
                l2.budget() == null ? "off" : duration(l2.budget()),
                l2.queue(),
                link(l2.link(), l2.payload()))
        : "off";
  }

  /** A target that has none of it must not say so. */
  private static String link(L2Config.Link link, L2Config.Payload payload) {
    if (link.equals(L2Config.Link.PLAIN) && payload.equals(L2Config.Payload.PLAIN)) {
      return "";
    }
    return (", connections: %d, probe: %s, tcp-timeout: %s, pause-aware: %s, recovery-queue: %s,"
            + " compress: %s, max-value: %s")
        .formatted(
            link.connections(),
            link.probe() == null ? "off" : duration(link.probe()),
            link.tcpTimeout() == null ? "off" : duration(link.tcpTimeout()),
            onOff(link.pauseAware()),
            link.recoveryQueue() == 0 ? "off" : link.recoveryQueue(),
            bytes(payload.compressAbove()),
            bytes(payload.maxValue()));
  }

  private static String bytes(int bytes) {
    return bytes == L2Config.Payload.OFF ? "off" : bytes + "B";
  }

  private static String breaker(BreakerConfig breaker) {
    return breaker.enabled()
        ? ("{failure-ratio: %s, slow-ratio: %s, slow: %s, window: %s, min-calls: %d,"
                + " consecutive: %s, open: %s, probes: %d}")
            .formatted(
                number(breaker.failureRatio()),
                number(breaker.slowRatio()),
                duration(breaker.slow()),
                window(breaker.window()),
                breaker.minCalls(),
                breaker.consecutive() == 0 ? "off" : breaker.consecutive(),
                open(breaker.open()),
                breaker.probes())
        : "off";
  }

  private static String window(BreakerConfig.Window window) {
    return window instanceof BreakerConfig.Window.Time time
        ? duration(time.length())
        : Integer.toString(((BreakerConfig.Window.Calls) window).count());
  }

  private static String open(BreakerConfig.Open open) {
    return "{first: %s, growth: %s, max: %s, jitter: %s}"
        .formatted(
            duration(open.first()),
            number(open.growth()),
            duration(open.max()),
            number(open.jitter()));
  }

  private static String originLimit(OriginLimitConfig limit) {
    return limit.enabled()
        ? "{concurrency: %d, queue: %d, while-open: %d}"
            .formatted(limit.concurrency(), limit.queue(), limit.whileOpen())
        : "off";
  }

  private static String onOff(boolean isOn) {
    return isOn ? "on" : "off";
  }
}
