package dev.cachebench.engine;

import dev.cachebench.engine.breaker.Breaker;
import dev.cachebench.engine.redis.L2Listener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a cache does when its L2 is seen to come and go. */
final class L2Watch implements L2Listener {

  private final Counters counters;
  private final @Nullable Breaker breaker;
  private final CacheListener listener;

  L2Watch(Counters counters, @Nullable Breaker breaker, CacheListener listener) {
    this.counters = counters;
    this.breaker = breaker;
    this.listener = listener;
  }

  @Override
  public void healthChanged(boolean isUp) {
    listener.l2HealthChanged(isUp);
  }

  /** No use in staying open for the rest of a grown time. */
  @Override
  public void recovered() {
    if (breaker != null) {
      breaker.probeNow();
    }
  }

  @Override
  public void connectionReplaced() {
    counters.l2ConnectionsReplaced.increment();
  }

  @Override
  public void waitExtended(Duration paused) {
    counters.l2WaitsExtended.increment();
  }
}
