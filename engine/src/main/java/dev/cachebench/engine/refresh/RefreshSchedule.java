package dev.cachebench.engine.refresh;

import dev.cachebench.engine.time.Scheduler;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Loads keys again at fixed times, for as long as somebody asks for them.
 *
 * <p>One timer for all keys looks four times per period at who is due; loads beyond the concurrency
 * wait for the next look. Keys beyond the bound are not taken in. Cost: one hash-table entry for
 * each key, one look-up for each hit, one pass over the keys for each look.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> the type of keys
 */
public final class RefreshSchedule<K> {

  private static final int LOOKS_PER_PERIOD = 4;

  private static final class Use {
    volatile long usedNanos;
    volatile long dueNanos;

    Use(long usedNanos, long dueNanos) {
      this.usedNanos = usedNanos;
      this.dueNanos = dueNanos;
    }
  }

  private final ConcurrentHashMap<K, Use> keys = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final long everyNanos;
  private final long stopAfterNanos;
  private final RefreshAhead config;
  private final Scheduler scheduler;
  private final Ticker ticker;

  /**
   * Creates an empty schedule.
   *
   * @param config settings with a period
   * @param every the period
   * @param scheduler its timer
   * @param ticker its clock
   */
  public RefreshSchedule(RefreshAhead config, Duration every, Scheduler scheduler, Ticker ticker) {
    this.config = config;
    this.everyNanos = every.toNanos();
    this.stopAfterNanos = config.stopAfter().toNanos();
    this.scheduler = scheduler;
    this.ticker = ticker;
  }

  /**
   * Begins to look.
   *
   * @param load begins the load of a key, and calls back when it has ended, however it did
   */
  public void start(BiConsumer<K, Runnable> load) {
    scheduler.after(everyNanos / LOOKS_PER_PERIOD, () -> look(load));
  }

  /** Notes that somebody asked for a key. */
  public void used(K key) {
    long nowNanos = ticker.nanos();
    Use use = keys.get(key);
    if (use != null) {
      use.usedNanos = nowNanos;
    } else if (keys.size() < config.keys()) {
      keys.putIfAbsent(key, new Use(nowNanos, nowNanos + everyNanos));
    }
  }

  /** Returns how many keys are on the schedule. */
  public int size() {
    return keys.size();
  }

  private void look(BiConsumer<K, Runnable> load) {
    long nowNanos = ticker.nanos();
    Iterator<Map.Entry<K, Use>> all = keys.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, Use> entry = all.next();
      Use use = entry.getValue();
      if (nowNanos - use.usedNanos > stopAfterNanos) {
        all.remove();
      } else if (nowNanos - use.dueNanos >= 0 && running.get() < config.concurrency()) {
        use.dueNanos = nowNanos + everyNanos;
        running.incrementAndGet();
        load.accept(entry.getKey(), running::decrementAndGet);
      }
    }
    start(load);
  }
}
