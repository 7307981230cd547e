package dev.cachebench.engine.coherence;

import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.time.Ticker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Redis did not take: keys of which it may hold an older value than this node knows.
 *
 * <p>A write or a removal that failed is a debt to everybody: the key is removed in Redis as soon
 * as Redis takes removals again; which value is the newest by then, only the origin knows. A load
 * whose value Redis did not take is a doubt of this node alone: it has answered with that value and
 * must not go back behind it. Either ends when Redis takes a later write or removal, or is seen to
 * hold the very value (by a 32-bit hash of its content) that it was given.
 *
 * <p>One entry for each key, the oldest first. When it is full the oldest is dropped: what Redis
 * holds of it is the next to expire. A round of removals that fails is followed by a pause of 100
 * ms, twice as long after each further one, up to 5 s.
 *
 * <p>Safe for use by many threads; while it is empty, asking it costs one volatile read.
 */
public final class RecoveryQueue {

  private static final int BATCH = 64;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> owed = new LinkedHashSet<>();
  private final int limit;
  private final Function<String, CompletionStage<Boolean>> remover;
  private final Ticker ticker;
  private volatile int size;
  private long recovered;
  private long dropped;
  private boolean isBusy;
  private long pauseNanos;
  private long notBeforeNanos;

  /** What Redis did not take of a key; each failure makes another. */
  public static final class Entry {

    private final @Nullable Integer content;

    private Entry(@Nullable Object value) {
      this.content = value == null ? null : contentOf(value);
    }

    /** Returns whether a value is not what Redis was given last. */
    public boolean contradicts(Object value) {
      return content == null || content != contentOf(value);
    }

    /** Arrays count by what they hold; a class without a hash of its own is never the same. */
    private static int contentOf(Object value) {
      return Arrays.deepHashCode(new Object[] {value});
    }
  }

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

  /** Notes that Redis has not taken a value that this node knows. */
  public synchronized void doubt(String key, Object value) {
    put(key, new Entry(value));
  }

  /**
   * Notes that Redis has not taken a write or a removal that all nodes must see.
   *
   * @param value null for a removal
   */
  public synchronized void owe(String key, @Nullable Object value) {
    put(key, new Entry(value));
    owed.remove(key);
    owed.add(key);
  }

  private void put(String key, Entry entry) {
    // A key that fails again is as new as its last write.
    entries.remove(key);
    if (entries.size() >= limit) {
      String oldest = entries.keySet().iterator().next();
      entries.remove(oldest);
      owed.remove(oldest);
      dropped++;
    }
    entries.put(key, entry);
    size = entries.size();
  }

  /** Returns what Redis has not taken of a key, or null. */
  public @Nullable Entry entry(String key) {
    if (size == 0) {
      return null;
    }
    synchronized (this) {
      return entries.get(key);
    }
  }

  /**
   * Notes that Redis has made up for an entry, unless a later write has failed since.
   *
   * @param entry what {@link #entry} returned before; null is nothing
   */
  public void settle(String key, @Nullable Entry entry) {
    if (entry == null) {
      return;
    }
    synchronized (this) {
      if (entries.get(key) == entry) {
        entries.remove(key);
        owed.remove(key);
        recovered++;
        size = entries.size();
      }
    }
  }

  /** Begins to make up for what is owed, if it is time; called whenever Redis has answered. */
  public void redisAnswered() {
    if (size > 0 && begins()) {
      round();
    }
  }

  private synchronized boolean begins() {
    boolean isEarly = pauseNanos > 0 && ticker.nanos() - notBeforeNanos < 0;
    if (isBusy || owed.isEmpty() || isEarly) {
      return false;
    }
    isBusy = true;
    return true;
  }

  private void round() {
    List<CompletableFuture<Boolean>> removals = new ArrayList<>();
    batch().forEach((key, entry) -> removals.add(remove(key, entry)));
    CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new))
        .thenRun(() -> ended(removals.stream().allMatch(CompletableFuture::join)));
  }

  private synchronized Map<String, Entry> batch() {
    Map<String, Entry> batch = new LinkedHashMap<>();
    owed.stream().limit(BATCH).forEach(key -> batch.put(key, entries.get(key)));
    return batch;
  }

  private CompletableFuture<Boolean> remove(String key, @Nullable Entry entry) {
    return remover
        .apply(key)
        .thenApply(
            isRemoved -> {
              if (isRemoved) {
                settle(key, entry);
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

  /** Returns how many keys it holds. */
  public int size() {
    return size;
  }

  /** Returns how many keys Redis has made up for so far. */
  public synchronized long recovered() {
    return recovered;
  }

  /** Returns how many keys were dropped for want of room so far. */
  public synchronized long dropped() {
    return dropped;
  }
}
