package dev.cachebench.engine.testing;

import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test moves it; starts close to overflow on purpose. */
public final class ManualTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Override
  public long nanos() {
    return nanos.get();
  }

  /** Moves time on. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
