package dev.cachebench.engine;

import dev.cachebench.engine.coalesce.Waiter;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A caller that missed L1, counted once when its wait ends. */
abstract class LookupWaiter<V, R extends @Nullable Object> extends Waiter<Answer<V>, R> {

  private final Counters counters;
  private final long beganNanos;
  private boolean coalesced = true;

  LookupWaiter(Counters counters) {
    this.counters = counters;
    this.beganNanos = counters.observation.begin();
  }

  /** Called before the flight takes off, by the caller that leads it. */
  final void lead() {
    coalesced = false;
  }

  final boolean isCoalesced() {
    return coalesced;
  }

  @Override
  protected final void countAnswer(Answer<V> answer) {
    if (answer.stale()) {
      counters.staleServed.increment();
      counters.observation.servedStale(answer.bornNanos());
      ended(CacheObserver.Outcome.STALE);
      return;
    }
    if (answer.isKnownAbsence()) {
      counters.negativeHits.increment();
      ended(CacheObserver.Outcome.NEGATIVE);
      return;
    }
    LongAdder outcome =
        switch (answer.tier()) {
          case L1 -> counters.hitsL1;
          case L2 -> counters.hitsL2;
          case ORIGIN -> coalesced ? counters.coalesced : counters.loadsLed;
        };
    outcome.increment();
    ended(
        switch (answer.tier()) {
          case L1 -> CacheObserver.Outcome.L1;
          case L2 -> CacheObserver.Outcome.L2;
          case ORIGIN -> coalesced ? CacheObserver.Outcome.COALESCED : CacheObserver.Outcome.ORIGIN;
        });
  }

  private void ended(CacheObserver.Outcome outcome) {
    counters.observation.waited(outcome, beganNanos);
  }

  @Override
  protected final void countError() {
    counters.errors.increment();
    ended(CacheObserver.Outcome.ERROR);
  }

  @Override
  protected final void countLeft() {
    counters.left.increment();
    ended(CacheObserver.Outcome.LEFT);
  }

  /** Wants the value alone. */
  static final class ForValue<V> extends LookupWaiter<V, @Nullable V> {

    ForValue(Counters counters) {
      super(counters);
    }

    @Override
    protected @Nullable V view(Answer<V> answer) {
      return answer.value();
    }
  }

  /** Wants to know where the value came from, too. */
  static final class ForLookup<V> extends LookupWaiter<V, Lookup<V>> {

    private final Ticker ticker;

    ForLookup(Counters counters, Ticker ticker) {
      super(counters);
      this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    @Override
    protected Lookup<V> view(Answer<V> answer) {
      Duration age = Duration.ofNanos(Math.max(0, ticker.nanos() - answer.bornNanos()));
      return new Lookup<>(
          answer.value(), answer.tier(), age, answer.stale(), answer.reason(), isCoalesced());
    }
  }
}
