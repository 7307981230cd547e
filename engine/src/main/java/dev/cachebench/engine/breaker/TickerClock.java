package dev.cachebench.engine.breaker;

import dev.cachebench.engine.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows a ticker as a clock that began at the epoch; only differences mean something. */
final class TickerClock extends Clock {

  private final Ticker ticker;
  private final long startNanos;

  TickerClock(Ticker ticker) {
    this.ticker = ticker;
    this.startNanos = ticker.nanos();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(ticker.nanos() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
