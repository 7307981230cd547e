package dev.cachebench.scenarios.target;

import dev.cachebench.engine.breaker.BreakerWindow;
import dev.cachebench.engine.breaker.OpenTime;
import dev.cachebench.scenarios.model.BreakerConfig;

/** The engine's breaker settings for those of a scenario. */
final class BreakerSettings {

  private BreakerSettings() {}

  static dev.cachebench.engine.breaker.BreakerConfig of(BreakerConfig breaker) {
    BreakerConfig.Open open = breaker.open();
    return new dev.cachebench.engine.breaker.BreakerConfig(
        breaker.failureRatio(),
        breaker.slowRatio(),
        breaker.slow(),
        window(breaker.window()),
        breaker.minCalls(),
        breaker.consecutive(),
        new OpenTime(open.first(), open.growth(), open.max(), open.jitter()),
        breaker.probes());
  }

  private static BreakerWindow window(BreakerConfig.Window window) {
    if (window instanceof BreakerConfig.Window.Time time) {
      return BreakerWindow.of(time.length());
    }
    return BreakerWindow.calls(((BreakerConfig.Window.Calls) window).count());
  }
}
