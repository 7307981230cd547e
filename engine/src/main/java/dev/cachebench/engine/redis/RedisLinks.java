package dev.cachebench.engine.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one tier, and the probe that watches them.
 *
 * <p>Safe for use by many threads.
 */
final class RedisLinks implements AutoCloseable {

  private static final int SCOUT_QUEUE = 16;

  private final RedisConnector connector;
  private final List<RedisLink> links;
  private final @Nullable RedisLink scout;
  private final @Nullable Duration period;
  private volatile boolean isClosed;

  RedisLinks(RedisConnector connector, RedisTierConfig config) {
    ConnectionConfig connections = config.connections();
    int queue = Math.max(1, config.queue() / connections.count());
    this.connector = connector;
    this.period = connections.probe();
    this.links =
        IntStream.range(0, connections.count())
            .mapToObj(i -> new RedisLink(connector, connections.userTimeout(), queue))
            .toList();
    this.scout =
        period == null ? null : new RedisLink(connector, connections.userTimeout(), SCOUT_QUEUE);
  }

  /** Returns the connection of a key, always the same. */
  RedisLink of(String key) {
    return links.get(Math.floorMod(key.hashCode(), links.size()));
  }

  /** Begins to probe, if that is on. */
  void watch(L2Listener listener) {
    if (scout != null && period != null) {
      probe(new Probe(scout, links, listener), period.toNanos());
    }
  }

  private void probe(Probe probe, long periodNanos) {
    if (!isClosed) {
      probe.period();
      connector
          .timer()
          .newTimeout(timeout -> probe(probe, periodNanos), periodNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    if (scout != null) {
      scout.close();
    }
    links.forEach(RedisLink::close);
  }
}
