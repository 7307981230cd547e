package dev.cachebench.scenarios.fault;

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
 * @param redis the server's process
 * @param flush removes every key of the run from Redis and returns when that is done
 * @param expireL1 expires L1 of every node
 * @param origin the origin's weather
 * @param nanoClock the run's clock, ns
 * @param expired hears the instant of an {@code expire-all}, just before it happens, ns
 * @param clocks the wall clocks
 */
public record FaultPlaces(
    @Nullable NetworkControl network,
    RedisControl redis,
    Runnable flush,
    Runnable expireL1,
    OriginWeather origin,
    LongSupplier nanoClock,
    LongConsumer expired,
    Clocks clocks) {

  /**
   * The wall clocks of an arm.
   *
   * @param nodes the injected clock of each node
   * @param redis the server's own
   * @param listener hears of every move
   */
  public record Clocks(List<NodeClock> nodes, MovableClock redis, ClockListener listener) {}
}
