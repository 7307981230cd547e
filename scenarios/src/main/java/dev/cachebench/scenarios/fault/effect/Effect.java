package dev.cachebench.scenarios.fault.effect;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a client sees of a fault that lasts, looked for on a new connection to where the caches
 * connect. A fault of which nobody has seen anything may not have happened.
 *
 * <p>Immutable.
 */
public final class Effect {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(2);
  private static final Duration USUAL_SLEEP = Duration.ofMillis(200);
  private static final double HALF = 0.5;
  private static final double NANOS_IN_SECOND = 1e9;
  private static final int PAYLOAD = 20_000;
  private static final int ROUNDS = 40;
  private static final String[] PING = {"PING"};
  private static final String VALUE = "a value of which every byte counts ";

  private final Look look;
  private final LongSupplier nanoClock;

  /** Looks once, on one connection. */
  private interface Look {
    boolean at(RedisEndpoint endpoint, LongSupplier nanoClock) throws IOException;
  }

  private Effect(Look look, LongSupplier nanoClock) {
    this.look = look;
    this.nanoClock = nanoClock;
  }

  /**
   * Returns what can be seen of a fault; empty where nothing can, from a connection to Redis.
   *
   * @param config the fault
   * @param keyPrefix of the key that may be written, for a millisecond
   * @param nanoClock monotonic, ns
   */
  public static Optional<Effect> of(FaultConfig config, String keyPrefix, LongSupplier nanoClock) {
    Look look = look(config, keyPrefix + "look");
    return look == NOTHING ? Optional.empty() : Optional.of(new Effect(look, nanoClock));
  }

  private static final Look NOTHING = (endpoint, nanoClock) -> false;

  /** Returns whether it is seen now; takes half a second or so at most. */
  public boolean isSeenBy(RedisEndpoint endpoint) {
    try {
      return look.at(endpoint, nanoClock);
    } catch (IOException e) {
      // Something else has happened to the connection.
      return false;
    }
  }

  private static Look look(FaultConfig config, String key) {
    if (config.isOnNodes()) {
      return NOTHING;
    }
    return switch (config.kind()) {
      case DOWN, KILL, RESTART -> Effect::isRefused;
      case TIMEOUT, PAUSE, HALF_OPEN -> Effect::isSilent;
      case CLIENT_PAUSE ->
          silent(config.word("commands", "all").equals("write") ? write(key) : PING);
      case RESET_PEER -> Effect::isCut;
      case LIMIT_DATA -> Effect::isCut;
      case BUSY -> (at, clock) -> isError(at, "BUSY", "PING");
      case LOADING -> (at, clock) -> isError(at, "LOADING", "GET", key);
      case READ_ONLY -> (at, clock) -> isError(at, "READONLY", write(key));
      case MAXMEMORY ->
          config.word("policy", "noeviction").equals("noeviction")
              ? (at, clock) -> isError(at, "OOM", write(key))
              : (at, clock) -> hasEvicted(at);
      case NO_AUTH -> Effect::isLockedOut;
      case LATENCY -> slower(nanos(config, "latency", Duration.ZERO) * HALF);
      case DEBUG_SLEEP -> slower(nanos(config, "time", USUAL_SLEEP) * HALF);
      case BANDWIDTH ->
          slower(HALF * PAYLOAD / config.number("rate", UnitTable.SIZE, 1) * NANOS_IN_SECOND);
      case SLICER -> slicer(config);
      case SLOW_CLOSE -> slowClose(nanos(config, "delay", Duration.ZERO) * HALF);
      case CORRUPT_REPLIES -> (at, clock) -> isChanged(at);
      case DESYNC -> (at, clock) -> isSwapped(at);
      default -> NOTHING;
    };
  }

  private static double nanos(FaultConfig config, String key, Duration otherwise) {
    return (double) config.duration(key, otherwise).toNanos();
  }

  private static String[] write(String key) {
    return new String[] {"SET", key, VALUE, "PX", "1"};
  }

  private static RespConnection open(RedisEndpoint endpoint) throws IOException {
    return RespConnection.open(endpoint, PATIENCE);
  }

  private static boolean isRefused(RedisEndpoint endpoint, LongSupplier clock) throws IOException {
    try (RespConnection connection = open(endpoint)) {
      connection.call("PING");
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (RespConnection.ErrorReply e) {
      return false;
    } catch (IOException e) {
      // A proxy takes connections to a server that is down, and ends them.
      return e instanceof ConnectException || isEnd(e);
    }
  }

  private static boolean isEnd(IOException e) {
    return !(e instanceof RespConnection.ErrorReply) && !(e instanceof SocketTimeoutException);
  }

  private static boolean isSilent(RedisEndpoint endpoint, LongSupplier clock) throws IOException {
    return silent(PING).at(endpoint, clock);
  }

  private static Look silent(String[] words) {
    return (endpoint, clock) -> {
      try (RespConnection connection = open(endpoint)) {
        connection.call(words);
        return false;
      } catch (SocketTimeoutException e) {
        return true;
      }
    };
  }

  private static boolean isCut(RedisEndpoint endpoint, LongSupplier clock) throws IOException {
    try (RespConnection connection = open(endpoint)) {
      connection.call("ECHO", "x".repeat(PAYLOAD));
      return false;
    } catch (IOException e) {
      return isEnd(e);
    }
  }

  private static boolean isError(RedisEndpoint endpoint, String code, String... words)
      throws IOException {
    try (RespConnection connection = open(endpoint)) {
      connection.call(words);
      return false;
    } catch (RespConnection.ErrorReply e) {
      return e.code().equals(code);
    }
  }

  private static boolean hasEvicted(RedisEndpoint endpoint) throws IOException {
    try (RespConnection connection = open(endpoint)) {
      return connection
          .text("INFO", "stats")
          .lines()
          .anyMatch(line -> line.startsWith("evicted_keys:") && !line.equals("evicted_keys:0"));
    } catch (RespConnection.ErrorReply e) {
      return e.code().equals("OOM");
    }
  }

  private static boolean isLockedOut(RedisEndpoint endpoint, LongSupplier clock)
      throws IOException {
    try (RespConnection connection = open(endpoint)) {
      connection.call("PING");
      return false;
    } catch (RespConnection.ErrorReply e) {
      return e.code().equals("WRONGPASS") || e.code().equals("NOAUTH");
    }
  }

  /** Seen when an echo takes as long; what takes longer than the patience does so, too. */
  private static Look slower(double nanos) {
    return (endpoint, clock) -> {
      long start = clock.getAsLong();
      try (RespConnection connection = open(endpoint)) {
        connection.call("ECHO", "x".repeat(PAYLOAD));
      } catch (SocketTimeoutException e) {
        return clock.getAsLong() - start >= Math.min(nanos, (double) PATIENCE.toNanos());
      }
      return clock.getAsLong() - start >= nanos;
    };
  }

  private static Look slicer(FaultConfig config) {
    double size = config.number("size", UnitTable.SIZE, 1);
    double delay = nanos(config, "delay", Duration.ZERO);
    // Without a delay pieces follow each other too closely to be told from chance.
    return delay == 0 ? NOTHING : slower(HALF * PAYLOAD / size * delay);
  }

  private static Look slowClose(double nanos) {
    return (endpoint, clock) -> {
      try (RespConnection connection = RespConnection.open(endpoint, LONG_PATIENCE)) {
        connection.call("PING");
        long start = clock.getAsLong();
        try {
          connection.finish();
        } catch (SocketTimeoutException e) {
          return true;
        }
        return clock.getAsLong() - start >= nanos;
      }
    };
  }

  private static boolean isChanged(RedisEndpoint endpoint) throws IOException {
    try (RespConnection connection = open(endpoint)) {
      for (int i = 0; i < ROUNDS; i++) {
        if (!VALUE.equals(connection.call("ECHO", VALUE))) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isSwapped(RedisEndpoint endpoint) throws IOException {
    try (RespConnection connection = open(endpoint)) {
      for (int i = 0; i < ROUNDS; i++) {
        connection.send("ECHO", VALUE + i);
      }
      boolean isSwapped = false;
      for (int i = 0; i < ROUNDS; i++) {
        isSwapped |= !(VALUE + i).equals(connection.receive());
      }
      return isSwapped;
    }
  }
}
