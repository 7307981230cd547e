package dev.cachebench.scenarios.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tool's own connection to Redis, apart from those of the target: it empties what a run has
 * written.
 *
 * <p>Confined to one thread.
 */
public final class RedisAdmin implements AutoCloseable {

  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(2);
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);
  private static final int SCAN_COUNT = 1_000;

  /** All bits of one byte, so that it is another one for sure. */
  private static final String CORRUPT =
      """
      local done = 0
      for i, key in ipairs(KEYS) do
        local value = redis.call('TYPE', key).ok == 'string' and redis.call('GET', key)
        if value and #value > 0 then
          local at = math.floor(#value / 2)
          redis.call('SETRANGE', key, at, string.char(255 - string.byte(value, at + 1)))
          done = done + 1
        end
      end
      return done
      """;

  private final ClientResources resources;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  /**
   * Connects.
   *
   * @param endpoint where Redis answers
   */
  public RedisAdmin(RedisEndpoint endpoint) {
    // After an outage the client's own back-off would keep it away for as long again.
    resources = ClientResources.builder().reconnectDelay(Delay.constant(RECONNECT_DELAY)).build();
    client = RedisClient.create(resources);
    // A fault that waits for a reconnection would strike at another time than the timeline says.
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());

    connection = RedisUris.connect(client, endpoint, StringCodec.UTF8);
    connection.setTimeout(COMMAND_TIMEOUT);
  }

  /** Empties the database; only for a server of our own. */
  public void flush() {
    connection.sync().flushdb();
  }

  /** Returns how many keys the database has. */
  public long size() {
    return connection.sync().dbsize();
  }

  /**
   * Removes some keys.
   *
   * @param prefix that they start with: letters, digits, {@code :} and {@code -} only
   * @param chosen says which
   * @return how many
   */
  public long remove(String prefix, Predicate<String> chosen) {
    return each(prefix, chosen, keys -> connection.sync().unlink(keys));
  }

  /**
   * Changes the byte in the middle of some values, which keep their time to live.
   *
   * @param prefix as in {@link #remove(String, Predicate)}
   * @param chosen says which
   * @return how many
   */
  public long corrupt(String prefix, Predicate<String> chosen) {
    return each(
        prefix, chosen, keys -> connection.sync().eval(CORRUPT, ScriptOutputType.INTEGER, keys));
  }

  private long each(
      String prefix, Predicate<String> chosen, Function<String[], @Nullable Long> work) {
    RedisCommands<String, String> commands = connection.sync();
    ScanCursor cursor = ScanCursor.INITIAL;
    long done = 0;
    do {
      KeyScanCursor<String> page =
          commands.scan(cursor, ScanArgs.Builder.matches(prefix + "*").limit(SCAN_COUNT));
      String[] keys = page.getKeys().stream().filter(chosen).toArray(String[]::new);
      Long count = keys.length == 0 ? null : work.apply(keys);
      done += count == null ? 0 : count;
      cursor = page;
    } while (!cursor.isFinished());
    return done;
  }

  /**
   * Removes every key that starts with a prefix.
   *
   * @param prefix letters, digits, {@code :} and {@code -} only
   */
  public void remove(String prefix) {
    remove(prefix, key -> true);
  }

  /** Returns every key of the database with what it has left to live, ms; −1 is for ever. */
  public Map<String, Long> timesToLive() {
    List<String> keys = connection.sync().keys("*");
    RedisAsyncCommands<String, String> commands = connection.async();
    // All at once: around a fault, a round trip for each key would let too much time pass.
    List<RedisFuture<Long>> answers = keys.stream().map(commands::pttl).toList();
    Map<String, Long> left = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      left.put(keys.get(i), answers.get(i).toCompletableFuture().join());
    }
    return left;
  }

  /** Returns what the server believes the time is, ms since the epoch. */
  public long clockMillis() {
    List<String> time = connection.sync().time();
    return TimeUnit.SECONDS.toMillis(Long.parseLong(time.get(0)))
        + TimeUnit.MICROSECONDS.toMillis(Long.parseLong(time.get(1)));
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, CLOSE_TIME);
    resources.shutdown(0, CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
  }
}
