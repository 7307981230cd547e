package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.check.Truth;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.workload.Mixing;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is stored at the origin: the versions of every key and when each was committed.
 *
 * <p>A key's history is only kept from its first commit on; until then it has version 1. Commits
 * take no time. Safe for use by many threads.
 */
public final class OriginState implements Truth {

  private final ValueCodec codec;
  private final LongSupplier nanoClock;
  private final AtomicReferenceArray<@Nullable KeyHistory> histories;

  /**
   * Makes the state before the first commit.
   *
   * @param keys number of keys
   * @param nanoClock ns on the run's clock; it never goes back
   */
  public OriginState(int keys, ValueCodec codec, LongSupplier nanoClock) {
    this.codec = codec;
    this.nanoClock = nanoClock;
    this.histories = new AtomicReferenceArray<>(keys);
  }

  /** Commits a new version of a key now and returns its encoded value. */
  public byte[] commit(int key) {
    return value(key, advance(key));
  }

  /** Commits a new version of a key now and returns its number. */
  public long advance(int key) {
    return append(key, false);
  }

  /**
   * Removes a key now, which is a version of its own; loads answer "not found" until it is
   * committed again.
   *
   * @return the version's number
   */
  public long remove(int key) {
    return append(key, true);
  }

  /** Returns a version of a key as a cache is given it, encoded. */
  public byte[] value(int key, long version) {
    return codec.encode(key, version);
  }

  /**
   * Removes a share of the keys now, each with that probability, chosen by the seed.
   *
   * @param share 0 to 1
   */
  public void deleteShare(double share, long seed) {
    for (int key = 0; share > 0 && key < histories.length(); key++) {
      if (Mixing.unit(Mixing.append(seed, key)) < share) {
        remove(key);
      }
    }
  }

  private long append(int key, boolean isRemoval) {
    KeyHistory history = histories.get(key);
    if (history == null) {
      history = new KeyHistory();
      KeyHistory other = histories.compareAndExchange(key, null, history);
      history = other == null ? history : other;
    }
    synchronized (history) {
      return history.commit(nanoClock.getAsLong(), isRemoval);
    }
  }

  /** Returns the current value of a key, encoded; null when it is removed. */
  public byte @Nullable [] value(int key) {
    KeyHistory history = histories.get(key);
    if (history == null) {
      return codec.encode(key, 1);
    }
    synchronized (history) {
      return history.isRemoved() ? null : codec.encode(key, history.currentVersion());
    }
  }

  @Override
  public long currentVersion(int key) {
    KeyHistory history = histories.get(key);
    return history == null ? 1 : history.currentVersion();
  }

  @Override
  public long supersededAtNanos(int key, long version) {
    KeyHistory history = histories.get(key);
    return history == null ? NEVER : history.supersededAtNanos(version);
  }

  @Override
  public long latestRemoval(int key) {
    KeyHistory history = histories.get(key);
    return history == null ? 0 : history.latestRemoval();
  }
}
