package dev.cachebench.scenarios.redis;

import java.util.List;

/**
 * What a live Redis holds and is asked for, by its own counts and a sample of its keys.
 *
 * <p>Immutable.
 *
 * @param server name and version
 * @param isCluster whether it is one of several that share the keys
 * @param keys keys of the database
 * @param memoryBytes what it uses
 * @param maxMemoryBytes what it may use; 0 is without bound
 * @param evictionPolicy what leaves when that is reached; empty when it does not tell
 * @param evictedKeys keys that had to leave since it started
 * @param commandsPerSecond commands of the last moment
 * @param readCalls commands that read keys since it started; 0 when it does not tell
 * @param writeCalls commands that write or remove keys
 * @param hits reads that found something
 * @param misses reads that found nothing
 * @param sampledKeys keys that were looked at
 * @param valueBytes sizes of their values, in ascending order; texts by length, others by the
 *     memory that they take
 * @param lifeMillis what those with a time to live have left of it, in ascending order
 */
public record RedisSurvey(
    String server,
    boolean isCluster,
    long keys,
    long memoryBytes,
    long maxMemoryBytes,
    String evictionPolicy,
    long evictedKeys,
    long commandsPerSecond,
    long readCalls,
    long writeCalls,
    long hits,
    long misses,
    int sampledKeys,
    List<Long> valueBytes,
    List<Long> lifeMillis) {

  /** Copies the lists. */
  public RedisSurvey {
    valueBytes = List.copyOf(valueBytes);
    lifeMillis = List.copyOf(lifeMillis);
  }
}
