package dev.cachebench.scenarios.redis;

/** A Redis server that the tool has started, and ends. */
public interface OwnRedis extends RedisControl, AutoCloseable {

  /** Returns where it answers. */
  RedisEndpoint endpoint();

  /** Returns its name and version, such as {@code redis 7.0.15}. */
  String version();

  /** Ends it and waits until it is gone. */
  @Override
  void close();
}
