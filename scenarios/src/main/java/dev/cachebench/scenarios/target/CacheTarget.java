package dev.cachebench.scenarios.target;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * One service with its cache, in as many nodes as the scenario has. The load driver calls it from
 * few threads and never blocks on an answer; a call that fails completes exceptionally.
 *
 * <p>Safe for use by many threads.
 */
public interface CacheTarget extends AutoCloseable {

  /**
   * Reads through the cache.
   *
   * @param node index of the node that is asked
   * @param key the key
   */
  CompletionStage<Answer> get(int node, String key);

  /**
   * Writes the value that has just been committed at the origin into the cache.
   *
   * @param node index of the node that writes
   * @param key the key
   * @param value the committed value
   */
  CompletionStage<Void> put(int node, String key, byte[] value);

  /**
   * Removes the key from the cache after a change at the origin.
   *
   * @param node index of the node that asks
   * @param key the key
   */
  CompletionStage<Void> invalidate(int node, String key);

  /**
   * Fills the tiers with a value, uncounted.
   *
   * @param key the key
   * @param value its current value
   * @param tiers what to fill
   * @param ageShare how much of its time to live has passed, 0 to below 1
   */
  CompletionStage<Void> preload(String key, byte[] value, PreloadTiers tiers, double ageShare);

  /**
   * Returns for how long after its life an entry stays in Redis, to be served should loading fail,
   * ns; 0, the default, where Redis expires it at its end.
   */
  default long retentionNanos() {
    return 0;
  }

  /** Makes every copy of every key in L1 of every node expire now; L2 is the caller's business. */
  void expireL1();

  /**
   * Returns how old a value may be that this configuration serves, in ns since a newer one was
   * committed; empty when it promises nothing.
   */
  OptionalLong stalenessBoundNanos();

  /** Returns what all nodes have asked Redis for so far; empty when the target does not count. */
  default Optional<L2Counts> l2Counts() {
    return Optional.empty();
  }

  /**
   * Reads and writes of L2 so far.
   *
   * @param asked those that ended, the ones that a breaker kept from Redis included
   * @param failed those that Redis did not answer, or answered that it serves nobody
   */
  record L2Counts(long asked, long failed) {}

  /** Sets who hears of changes from now on; a target without any has nothing to tell. */
  default void listen(TargetListener listener) {}

  /** Frees everything; later calls fail. */
  @Override
  void close();

  /** What a preload fills. */
  enum PreloadTiers {
    /** Redis. */
    L2,
    /** Redis and L1 of every node. */
    ALL
  }
}
