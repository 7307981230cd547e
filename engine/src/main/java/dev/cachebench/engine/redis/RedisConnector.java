package dev.cachebench.engine.redis;

import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.time.PauseMeter;
import dev.cachebench.engine.time.Ticker;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Threads and timers through which one or many caches reach one Redis server.
 *
 * <p>Each cache gets a connection of its own; threads are shared. Whoever creates a connector
 * closes it, after the caches that use it. Opening never waits for Redis and never fails because
 * Redis is down.
 *
 * <p>Safe for use by many threads.
 */
public final class RedisConnector implements AutoCloseable {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** A wheel of the client's default step, 100 ms, would make a budget of 50 ms last up to 200. */
  private static final int TIMER_STEP_MILLIS = 5;

  private static final int CLOSE_SECONDS = 5;

  private final RedisAddress address;
  private final Timer timer;
  private final ClientResources resources;
  private final PauseMeter pauses =
      new PauseMeter(Ticker.system(), Duration.ofMillis(TIMER_STEP_MILLIS));
  private boolean isMetering;
  private volatile boolean isClosed;

  private RedisConnector(RedisAddress address, int threads) {
    this.address = address;
    this.timer =
        new HashedWheelTimer(
            new DefaultThreadFactory("cache-l2-timer", true),
            TIMER_STEP_MILLIS,
            TimeUnit.MILLISECONDS);
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(threads)
            .computationThreadPoolSize(2)
            .timer(timer)
            .reconnectDelay(reconnectPause())
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
  }

  /** Returns a connector with two threads for the network. */
  public static RedisConnector to(RedisAddress address) {
    return to(address, 2);
  }

  /**
   * Returns a connector.
   *
   * @param address where Redis is
   * @param threads threads for the network, 2 or more
   * @throws IllegalArgumentException when there are too few threads
   */
  public static RedisConnector to(RedisAddress address, int threads) {
    Objects.requireNonNull(address, "address");
    return new RedisConnector(address, Require.atLeast(2, threads, "threads"));
  }

  /** Returns where this connector connects to. */
  public RedisAddress address() {
    return address;
  }

  /**
   * Opens a tier of its own connection, in the background.
   *
   * @param codec turns values into bytes and back
   * @param config the settings of the tier
   * @param ticker the clock of lives and ages
   */
  public <V> L2Store<V> open(Codec<V> codec, RedisTierConfig config, Ticker ticker) {
    return open(codec, config, Duration.ZERO, ticker);
  }

  /**
   * Opens a tier of its own connection that keeps entries past their life.
   *
   * @param codec turns values into bytes and back
   * @param config the settings of the tier
   * @param grace how long after its life Redis keeps an entry, 0 or more
   * @param ticker the clock of lives and ages
   */
  public <V> L2Store<V> open(
      Codec<V> codec, RedisTierConfig config, Duration grace, Ticker ticker) {
    RedisLinks links = new RedisLinks(this, config);
    return new RedisStore<>(
        links, budgets(config), codec, new RedisStore.Settings(config, grace.toMillis()), ticker);
  }

  private BudgetTimer budgets(RedisTierConfig config) {
    boolean isAware = config.budget() != null && config.connections().pauseAware();
    if (isAware) {
      meter();
    }
    return new BudgetTimer(timer, resources.eventExecutorGroup(), isAware ? pauses : null);
  }

  private synchronized void meter() {
    if (!isMetering) {
      isMetering = true;
      timer.newTimeout(this::tick, TIMER_STEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tick(Timeout fired) {
    pauses.tick();
    if (!isClosed) {
      timer.newTimeout(this::tick, TIMER_STEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Opens a tier with a connector of its own that is closed with the tier.
   *
   * @param address where Redis is
   * @param codec turns values into bytes and back
   * @param config the settings of the tier
   * @param grace how long after its life Redis keeps an entry, 0 or more
   * @param ticker the clock of lives and ages
   */
  public static <V> L2Store<V> openOwned(
      RedisAddress address, Codec<V> codec, RedisTierConfig config, Duration grace, Ticker ticker) {
    RedisConnector connector = to(address);
    return new OwnedStore<>(connector.open(codec, config, grace, ticker), connector);
  }

  /** Full jitter: uniform between 50 ms and a cap that doubles from 100 ms to 500 ms. */
  static Delay reconnectPause() {
    return Delay.fullJitter(
        SHORTEST_PAUSE, LONGEST_PAUSE, SHORTEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  ClientResources resources() {
    return resources;
  }

  Timer timer() {
    return timer;
  }

  /** Ends all threads and timers; waits up to 5 s for them. */
  @Override
  public void close() {
    isClosed = true;
    resources
        .shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    timer.stop();
  }
}
