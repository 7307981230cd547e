package dev.cachebench.engine;

import dev.cachebench.engine.breaker.BreakerState;
import java.time.Duration;
import java.util.List;

/** Tells everybody. */
final class Listeners {

  private Listeners() {}

  static CacheListener of(List<CacheListener> listeners) {
    return new CacheListener() {
      @Override
      public void breakerChanged(BreakerState from, BreakerState to) {
        listeners.forEach(listener -> listener.breakerChanged(from, to));
      }

      @Override
      public void l2HealthChanged(boolean isUp) {
        listeners.forEach(listener -> listener.l2HealthChanged(isUp));
      }
    };
  }

  static CacheObserver observing(List<CacheObserver> observers) {
    return new CacheObserver() {
      @Override
      public void waited(Outcome outcome, Duration wait) {
        observers.forEach(observer -> observer.waited(outcome, wait));
      }

      @Override
      public void loaded(Duration took) {
        observers.forEach(observer -> observer.loaded(took));
      }

      @Override
      public void loadFailed(Throwable error, Duration took) {
        observers.forEach(observer -> observer.loadFailed(error, took));
      }

      @Override
      public void servedStale(Duration age) {
        observers.forEach(observer -> observer.servedStale(age));
      }

      @Override
      public void landed(int waiters) {
        observers.forEach(observer -> observer.landed(waiters));
      }
    };
  }
}
