package dev.cachebench.engine.breaker;

import dev.cachebench.engine.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * A breaker over a window of calls.
 *
 * <p>Closed, it keeps the results of its window and opens once {@code minCalls} are there and the
 * failed share reaches {@code failureRatio} or the slow share {@code slowRatio}, or once {@code
 * consecutiveFailures} came in a row. After its open time the next call that asks makes it half
 * open; {@code probes} calls then decide by the same ratios. Each result costs O(1). The pattern is
 * M. Nygard's (Release It!, 2007), the counting is Resilience4j's. Time is the engine's ticker, and
 * there is no timer.
 */
final class CountingBreaker implements Breaker {

  /** The library wants a reason; results are told apart by the engine. */
  private final Throwable reason = new TierFailed();

  private final CircuitBreaker breaker;
  private final int longestRow;
  private final AtomicInteger failedInARow = new AtomicInteger();

  CountingBreaker(
      BreakerConfig config,
      Ticker ticker,
      RandomGenerator random,
      BiConsumer<BreakerState, BreakerState> changes) {
    longestRow = config.consecutiveFailures();
    breaker = CircuitBreaker.of("l2", settings(config, ticker, random));
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              CircuitBreaker.StateTransition change = event.getStateTransition();
              BreakerState from = state(change.getFromState());
              BreakerState to = state(change.getToState());
              failedInARow.set(0);
              if (from != to) {
                changes.accept(from, to);
              }
            });
  }

  private static CircuitBreakerConfig settings(
      BreakerConfig config, Ticker ticker, RandomGenerator random) {
    CircuitBreakerConfig.Builder builder = CircuitBreakerConfig.custom();
    if (config.window() instanceof BreakerWindow.Calls calls) {
      builder.slidingWindow(calls.count(), config.minCalls(), SlidingWindowType.COUNT_BASED);
    } else if (config.window() instanceof BreakerWindow.Time time) {
      int seconds = (int) time.length().toSeconds();
      builder.slidingWindow(seconds, config.minCalls(), SlidingWindowType.TIME_BASED);
    }
    return builder
        .failureRateThreshold((float) (config.failureRatio() * 100))
        .slowCallRateThreshold((float) (config.slowRatio() * 100))
        .slowCallDurationThreshold(config.slow())
        .waitIntervalFunctionInOpenState(
            attempt -> config.open().millis(attempt, uniform(config.open(), random)))
        .permittedNumberOfCallsInHalfOpenState(config.probes())
        .automaticTransitionFromOpenToHalfOpenEnabled(false)
        .clock(new TickerClock(ticker))
        .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
        .writableStackTraceEnabled(false)
        .build();
  }

  private static double uniform(OpenTime open, RandomGenerator random) {
    if (open.jitter() == 0) {
      return 0;
    }
    synchronized (random) {
      return random.nextDouble();
    }
  }

  @Override
  public BreakerPermit admit() {
    if (!breaker.tryAcquirePermission()) {
      return BreakerPermit.REFUSED;
    }
    // A probe's result is awaited before the state moves on, so the state still tells.
    return state() == BreakerState.HALF_OPEN ? BreakerPermit.PROBE : BreakerPermit.USUAL;
  }

  private boolean counts(BreakerPermit permit) {
    return permit == BreakerPermit.PROBE || state() == BreakerState.CLOSED;
  }

  @Override
  public void succeeded(BreakerPermit permit, long tookNanos) {
    if (counts(permit)) {
      if (failedInARow.get() != 0) {
        failedInARow.set(0);
      }
      breaker.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void failed(BreakerPermit permit, long tookNanos) {
    if (counts(permit)) {
      breaker.onError(tookNanos, TimeUnit.NANOSECONDS, reason);
      if (longestRow > 0 && failedInARow.incrementAndGet() >= longestRow) {
        openIfClosed();
      }
    }
  }

  private synchronized void openIfClosed() {
    if (state() == BreakerState.CLOSED) {
      breaker.transitionToOpenState();
    }
  }

  /** One that becomes half open by itself at this very instant may probe once more. */
  @Override
  public synchronized void probeNow() {
    if (state() == BreakerState.OPEN) {
      breaker.transitionToHalfOpenState();
    }
  }

  @Override
  public void forget(BreakerPermit permit) {
    if (permit == BreakerPermit.PROBE) {
      breaker.releasePermission();
    }
  }

  @Override
  public BreakerState state() {
    return state(breaker.getState());
  }

  private static BreakerState state(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }

  private static final class TierFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TierFailed() {
      super("tier failed", null, false, false);
    }
  }
}
