package dev.cachebench.engine.coherence;

import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.time.Ticker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keys of which Redis may hold an older value than this node knows, because it did not take a write
 * or a removal, or nobody knows whether it did. Each is removed there as soon as Redis takes
 * removals again; which value is the newest by then, only the origin knows.
 *
 * <p>One entry for each key, the oldest first. When it is full the oldest is dropped: what Redis
 * holds of it is the next to expire. A round that fails is followed by a pause of 100 ms, twice as
 * long after each further one, up to 5 s.
 *
 * <p>Safe for use by many threads; while it is empty, asking it costs one volatile read.
 */
public final class RecoveryQueue {

  private static final int BATCH = 64;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<String, Long> owed = new LinkedHashMap<>();
  private final int limit;
  private final Function<String, CompletionStage<Boolean>> remover;
  private final Ticker ticker;
  private volatile int size;
  private long tokens;
  private long recovered;
  private long dropped;
  private boolean isBusy;
  private long pauseNanos;
  private long notBeforeNanos;

  /**
   * Creates an empty one.
   *
   * @param limit keys at most, 1 or more
   * @param remover removes a key in Redis; the stage says whether Redis did, and never fails
   * @param ticker clock of the pauses
   */
  public RecoveryQueue(
      int limit, Function<String, CompletionStage<Boolean>> remover, Ticker ticker) {
    Require.atLeast(1, limit, "recovery-queue");
    this.limit = limit;
    this.remover = remover;
    this.ticker = ticker;
  }

  /** Notes that Redis has not taken what this node wrote. */
  public synchronized void add(String key) {
    // A key that fails again is as new as its last write.
    owed.remove(key);
    if (owed.size() >= limit) {
      Iterator<String> oldest = owed.keySet().iterator();
      oldest.next();
      oldest.remove();
      dropped++;
    }
    owed.put(key, ++tokens);
    size = owed.size();
  }

  /** Returns what {@link #settle} wants to hear of a write that begins now; 0 is nothing. */
  public long token(String key) {
    if (size == 0) {
      return 0;
    }
    synchronized (this) {
      return owed.getOrDefault(key, 0L);
    }
  }

  /** Notes that Redis has taken a write that began at that token, unless a later one failed. */
  public void settle(String key, long token) {
    if (token == 0) {
      return;
    }
    synchronized (this) {
      if (owed.remove(key, token)) {
        recovered++;
        size = owed.size();
      }
    }
  }

  /** Returns whether what Redis says of the key is not to be believed. */
  public boolean holds(String key) {
    return token(key) != 0;
  }

  /** Begins to make up for what is owed, if it is time; called whenever Redis has answered. */
  public void redisAnswered() {
    if (size > 0 && begins()) {
      round();
    }
  }

  private synchronized boolean begins() {
    if (isBusy || (ticker.nanos() - notBeforeNanos < 0 && pauseNanos > 0)) {
      return false;
    }
    isBusy = true;
    return true;
  }

  private void round() {
    List<CompletableFuture<Boolean>> removals = new ArrayList<>();
    batch().forEach((key, token) -> removals.add(remove(key, token)));
    CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new))
        .thenRun(() -> ended(removals.stream().allMatch(CompletableFuture::join)));
  }

  private synchronized Map<String, Long> batch() {
    Map<String, Long> batch = new LinkedHashMap<>();
    for (Map.Entry<String, Long> entry : owed.entrySet()) {
      if (batch.size() == BATCH) {
        break;
      }
      batch.put(entry.getKey(), entry.getValue());
    }
    return batch;
  }

  private CompletableFuture<Boolean> remove(String key, long token) {
    return remover
        .apply(key)
        .thenApply(
            isRemoved -> {
              if (isRemoved) {
                settle(key, token);
              }
              return isRemoved;
            })
        .toCompletableFuture();
  }

  private void ended(boolean isRecovering) {
    boolean isMore;
    synchronized (this) {
      isMore = isRecovering && !owed.isEmpty();
      isBusy = isMore;
      pauseNanos =
          isRecovering
              ? 0
              : Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, 2 * pauseNanos));
      notBeforeNanos = ticker.nanos() + pauseNanos;
    }
    if (isMore) {
      round();
    }
  }

  /** Returns how many keys wait. */
  public int size() {
    return size;
  }

  /** Returns how many keys were made up for so far. */
  public synchronized long recovered() {
    return recovered;
  }

  /** Returns how many keys were dropped for want of room so far. */
  public synchronized long dropped() {
    return dropped;
  }
}
