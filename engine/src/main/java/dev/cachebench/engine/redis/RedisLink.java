package dev.cachebench.engine.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis that is sought in the background until it stands, and kept.
 *
 * <p>The client reconnects a connection that stood once; the first one is retried here, with the
 * same pauses. Commands are refused while there is none, and at most {@code queue} wait at once.
 *
 * <p>Safe for use by many threads.
 */
final class RedisLink implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final RedisConnector connector;
  private final RedisURI uri;
  private final RedisClient client;
  private final Delay pause = RedisConnector.reconnectPause();
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting;
  private boolean closed;

  RedisLink(RedisConnector connector, RedisTierConfig config) {
    this.connector = connector;
    this.uri = uri(connector.address());
    this.client = RedisClient.create(connector.resources());
    client.setOptions(options(config));
    connect(1);
  }

  private static RedisURI uri(RedisAddress address) {
    RedisURI.Builder uri =
        RedisURI.Builder.redis(address.host(), address.port())
            .withSsl(address.tls())
            .withDatabase(address.database())
            .withTimeout(CONNECT_TIMEOUT);
    String password = address.password();
    String username = address.username();
    if (password != null && username != null) {
      uri.withAuthentication(username, password.toCharArray());
    } else if (password != null) {
      uri.withPassword(password.toCharArray());
    }
    return uri.build();
  }

  private static ClientOptions options(RedisTierConfig config) {
    return ClientOptions.builder()
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(config.queue())
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
        .timeoutOptions(
            TimeoutOptions.builder()
                .timeoutCommands(true)
                .fixedTimeout(config.commandTimeout())
                .build())
        .build();
  }

  private synchronized void connect(int attempt) {
    if (!closed) {
      connecting = client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture();
      connecting.whenComplete((connected, error) -> connected(connected, attempt));
    }
  }

  private synchronized void connected(
      @Nullable StatefulRedisConnection<byte[], byte[]> connected, int attempt) {
    if (connected != null && closed) {
      connected.closeAsync();
    } else if (connected != null) {
      connection = connected;
    } else if (!closed) {
      connector
          .timer()
          .newTimeout(
              timeout -> connect(attempt + 1),
              pause.createDelay(attempt).toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /** Returns the commands of the connection, or null while there has been none. */
  @Nullable RedisAsyncCommands<byte[], byte[]> commands() {
    StatefulRedisConnection<byte[], byte[]> current = connection;
    return current == null ? null : current.async();
  }

  void after(Duration time, Runnable work) {
    connector.timer().newTimeout(timeout -> work.run(), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The client forgets a connection that is being made when it is shut down: that one first. */
  @Override
  public void close() {
    CompletableFuture<StatefulRedisConnection<byte[], byte[]>> pending;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      pending = connecting;
    }
    if (pending != null) {
      pending
          .thenCompose(StatefulRedisConnection::closeAsync)
          .completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .handle((done, error) -> null)
          .join();
    }
    client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
  }
}
