package dev.cachebench.engine;

import dev.cachebench.engine.CacheObserver.Outcome;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Tells the observers of a cache; without any it reads no clock and makes no objects. */
final class Observation {

  private final @Nullable CacheObserver observer;
  private final Ticker ticker;

  Observation(List<CacheObserver> observers, Ticker ticker) {
    this.observer = observers.isEmpty() ? null : Listeners.observing(List.copyOf(observers));
    this.ticker = ticker;
  }

  /** Returns when a wait begins, to be handed to its end. */
  long begin() {
    return observer == null ? 0 : ticker.nanos();
  }

  void waited(Outcome outcome, long beganNanos) {
    if (observer != null) {
      observer.waited(outcome, since(beganNanos));
    }
  }

  void servedStale(long bornNanos) {
    if (observer != null) {
      observer.servedStale(since(bornNanos));
    }
  }

  void loadEnded(long beganNanos, @Nullable Throwable error) {
    if (error instanceof CancellationException) {
      return;
    }
    if (observer != null && error == null) {
      observer.loaded(since(beganNanos));
    } else if (observer != null && error != null) {
      observer.loadFailed(error, since(beganNanos));
    }
  }

  /** Whether {@link #landed} is worth asking how many waited. */
  boolean isOn() {
    return observer != null;
  }

  void landed(int waiters) {
    if (observer != null) {
      observer.landed(waiters);
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(Math.max(0, ticker.nanos() - nanos));
  }
}
