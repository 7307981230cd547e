package dev.cachebench.scenarios.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tier in Redis, shared by the nodes.
 *
 * @param enabled whether there is one
 * @param ttl time to live, at least 1 ms; default 60 s
 * @param budget time that one lookup may spend on L2; null is off: the client's own timeout of 60 s
 * @param queue commands that may wait for Redis at once in each node, 1 or more; default 1,000
 * @param link how a node keeps in touch with Redis
 * @param payload what becomes of values on their way to Redis
 */
public record L2Config(
    boolean enabled,
    Duration ttl,
    @Nullable Duration budget,
    int queue,
    Link link,
    Payload payload) {

  /** Returns a tier over one connection, with neither probe nor limits. */
  public L2Config(boolean enabled, Duration ttl, @Nullable Duration budget, int queue) {
    this(enabled, ttl, budget, queue, Link.PLAIN, Payload.PLAIN);
  }

  /**
   * How a node keeps in touch with Redis.
   *
   * @param connections for lookups and writes, 1 to 64; default 1
   * @param probe how often connections are pinged, at least 10 ms; default 1 s; null is off
   * @param tcpTimeout how long sent bytes may stay unacknowledged, at least 10 ms; default 2 s;
   *     null is off
   * @param pauseAware whether a pause of the JVM extends a wait once; default true
   * @param recoveryQueue keys whose writes Redis did not take that are remembered and made up for,
   *     at most 1,000,000; default 10,000; 0 is off
   */
  public record Link(
      int connections,
      @Nullable Duration probe,
      @Nullable Duration tcpTimeout,
      boolean pauseAware,
      int recoveryQueue) {

    /** One connection and nothing else. */
    public static final Link PLAIN = new Link(1, null, null, false, 0);

    /** The defaults of the presets that have all of it. */
    public static final Link USUAL =
        new Link(1, Duration.ofSeconds(1), Duration.ofSeconds(2), true, 10_000);
  }

  /**
   * What becomes of values on their way to Redis; {@link #OFF} is off.
   *
   * @param compressAbove values of more bytes than this are compressed; default off
   * @param maxValue values of more bytes than this are not kept in Redis; default 1 MiB
   */
  public record Payload(int compressAbove, int maxValue) {

    /** More bytes than any value has. */
    public static final int OFF = Integer.MAX_VALUE;

    /** Nothing is compressed and nothing too large. */
    public static final Payload PLAIN = new Payload(OFF, OFF);

    /** The defaults of the presets that have a limit. */
    public static final Payload USUAL = new Payload(OFF, 1 << 20);
  }
}
