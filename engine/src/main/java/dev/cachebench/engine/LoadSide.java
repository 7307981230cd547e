package dev.cachebench.engine;

import dev.cachebench.engine.expiry.ErrorClass;
import dev.cachebench.engine.expiry.FailureMemory;
import dev.cachebench.engine.overload.LoadRetries;
import dev.cachebench.engine.overload.LoadTimeouts;
import dev.cachebench.engine.refresh.RefreshSchedule;
import dev.cachebench.engine.refresh.Refresher;
import dev.cachebench.engine.time.Scheduler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms around loads: how long they may take, how often they are tried, what they taught,
 * when they come early.
 */
record LoadSide<K>(
    @Nullable LoadTimeouts timeouts,
    LoadRetries retries,
    Scheduler scheduler,
    FailureMemory<K> failures,
    Function<? super Throwable, ErrorClass> classes,
    Refresher refresher,
    @Nullable RefreshSchedule<K> schedule) {

  /** Whether hits have to be told of. */
  boolean isRefreshing() {
    return refresher.isOn() || schedule != null;
  }

  ErrorClass classOf(Throwable error) {
    return error instanceof CacheException && !(error instanceof LoadFailedException)
        ? ErrorClass.CANCELLED
        : classes.apply(error);
  }
}
