package dev.cachebench.scenarios.fault.registry;

import dev.cachebench.scenarios.fault.clock.ClockListener;
import dev.cachebench.scenarios.fault.clock.DriftingClock;
import dev.cachebench.scenarios.fault.clock.MovableClock;
import dev.cachebench.scenarios.fault.data.StoredData;
import dev.cachebench.scenarios.fault.network.NetworkControl;
import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.redis.RedisControl;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where faults take hold in one arm.
 *
 * @param network the proxy before Redis; null when there is none
 * @param redis the server
 * @param origin the origin's weather
 * @param expiry what expires everywhere at once
 * @param clocks the wall clocks
 * @param nodes the nodes' processes; empty where they have none of their own
 */
public record FaultPlaces(
    @Nullable NetworkControl network,
    Redis redis,
    OriginWeather origin,
    Expiry expiry,
    Clocks clocks,
    List<NodeControl> nodes) {

  /** Copies the list. */
  public FaultPlaces {
    nodes = List.copyOf(nodes);
  }

  /** Creates the places of an arm whose nodes have no processes of their own. */
  public FaultPlaces(
      @Nullable NetworkControl network,
      Redis redis,
      OriginWeather origin,
      Expiry expiry,
      Clocks clocks) {
    this(network, redis, origin, expiry, clocks, List.of());
  }

  /**
   * The Redis of an arm.
   *
   * @param process its process
   * @param server takes its commands
   * @param data what the arm has in it
   */
  public record Redis(RedisControl process, ServerControl server, StoredData data) {}

  /**
   * How everything is made to expire.
   *
   * @param l2 removes every key of the run from Redis and returns when that is done
   * @param l1 expires L1 of every node
   * @param nanoClock the run's clock, ns
   * @param expired hears the instant, just before it happens, ns
   */
  public record Expiry(Runnable l2, Runnable l1, LongSupplier nanoClock, LongConsumer expired) {}

  /**
   * The wall clocks of an arm.
   *
   * @param nodes the injected clock of each node
   * @param redis the server's own
   * @param listener hears of every move
   */
  public record Clocks(
      List<? extends DriftingClock> nodes, MovableClock redis, ClockListener listener) {}
}
