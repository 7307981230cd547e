package dev.cachebench.engine.breaker;

import dev.cachebench.engine.time.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A breaker over the latest calls.
 *
 * <p>Closed, it keeps a ring of the last {@code window} results and opens once {@code minCalls} are
 * there and the failed share reaches {@code failureRatio} or the slow share {@code slowRatio}. Open
 * for {@code open}, the next call that asks makes it half open; {@code probes} calls then decide by
 * the same ratios. Each result costs O(1). The pattern is M. Nygard's (Release It!, 2007), the
 * counting is Resilience4j's. Time is the engine's ticker, and there is no timer.
 */
final class CountingBreaker implements Breaker {

  /** The library wants a reason; results are told apart by the engine. */
  private final Throwable reason = new TierFailed();

  private final CircuitBreaker breaker;

  CountingBreaker(
      BreakerConfig config, Ticker ticker, BiConsumer<BreakerState, BreakerState> changes) {
    breaker = CircuitBreaker.of("l2", settings(config, ticker));
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              CircuitBreaker.StateTransition change = event.getStateTransition();
              changes.accept(state(change.getFromState()), state(change.getToState()));
            });
  }

  private static CircuitBreakerConfig settings(BreakerConfig config, Ticker ticker) {
    return CircuitBreakerConfig.custom()
        .failureRateThreshold((float) (config.failureRatio() * 100))
        .slowCallRateThreshold((float) (config.slowRatio() * 100))
        .slowCallDurationThreshold(config.slow())
        .slidingWindow(config.window(), config.minCalls(), SlidingWindowType.COUNT_BASED)
        .waitDurationInOpenState(config.open())
        .permittedNumberOfCallsInHalfOpenState(config.probes())
        .automaticTransitionFromOpenToHalfOpenEnabled(false)
        .clock(new TickerClock(ticker))
        .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
        .writableStackTraceEnabled(false)
        .build();
  }

  @Override
  public boolean allow() {
    return breaker.tryAcquirePermission();
  }

  @Override
  public void succeeded(long tookNanos) {
    breaker.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void failed(long tookNanos) {
    breaker.onError(tookNanos, TimeUnit.NANOSECONDS, reason);
  }

  @Override
  public void forget() {
    breaker.releasePermission();
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
