package dev.cachebench.scenarios.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
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

  /**
   * Removes every key that starts with a prefix.
   *
   * @param prefix letters, digits, {@code :} and {@code -} only
   */
  public void remove(String prefix) {
    RedisCommands<String, String> commands = connection.sync();
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      KeyScanCursor<String> page =
          commands.scan(cursor, ScanArgs.Builder.matches(prefix + "*").limit(SCAN_COUNT));
      if (!page.getKeys().isEmpty()) {
        commands.unlink(page.getKeys().toArray(new String[0]));
      }
      cursor = page;
    } while (!cursor.isFinished());
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
