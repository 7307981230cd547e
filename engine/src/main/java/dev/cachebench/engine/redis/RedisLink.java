package dev.cachebench.engine.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis that is sought in the background until it stands, and kept.
 *
 * <p>The client reconnects a connection that stood once; the first one, and one that replaces
 * another, is retried here with the same pauses. Commands are refused while there is none, and at
 * most {@code queue} wait at once. The client's own command timeouts are off: {@link BudgetTimer}
 * has them.
 *
 * <p>Safe for use by many threads.
 */
final class RedisLink implements Probe.Line, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration KEEP_ALIVE_IDLE = Duration.ofSeconds(5);
  private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(1);
  private static final int KEEP_ALIVE_TRIES = 3;

  private final RedisConnector connector;
  private final RedisURI uri;
  private final RedisClient client;
  private final Delay pause = RedisConnector.reconnectPause();
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connecting;
  private boolean closed;

  /**
   * Begins to connect.
   *
   * @param connector threads and address
   * @param userTimeout how long sent bytes may stay unacknowledged; null is for ever
   * @param queue commands that may wait at once
   */
  RedisLink(RedisConnector connector, @Nullable Duration userTimeout, int queue) {
    this.connector = connector;
    this.uri = uri(connector.address());
    this.client = RedisClient.create(connector.resources());
    client.setOptions(options(userTimeout, queue));
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

  private static ClientOptions options(@Nullable Duration userTimeout, int queue) {
    return ClientOptions.builder()
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(queue)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(sockets(userTimeout))
        .timeoutOptions(TimeoutOptions.create())
        .build();
  }

  /**
   * How dead peers are noticed; the portable transport leaves unacknowledged bytes to the kernel.
   */
  static SocketOptions sockets(@Nullable Duration userTimeout) {
    SocketOptions.Builder sockets = SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT);
    sockets.keepAlive(
        KeepAliveOptions.builder()
            .enable()
            .idle(KEEP_ALIVE_IDLE)
            .interval(KEEP_ALIVE_INTERVAL)
            .count(KEEP_ALIVE_TRIES)
            .build());
    if (userTimeout != null && hasNativeTransport()) {
      sockets.tcpUserTimeout(
          TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(userTimeout).build());
    }
    return sockets.build();
  }

  static boolean hasNativeTransport() {
    return EpollProvider.isAvailable();
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

  /** Returns the commands of the connection, or null while there is none. */
  @Nullable RedisAsyncCommands<byte[], byte[]> commands() {
    StatefulRedisConnection<byte[], byte[]> current = connection;
    return current == null ? null : current.async();
  }

  @Override
  public @Nullable CompletableFuture<String> ping() {
    RedisAsyncCommands<byte[], byte[]> commands = commands();
    if (commands == null) {
      return null;
    }
    try {
      return commands.ping().toCompletableFuture();
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public synchronized void renew() {
    StatefulRedisConnection<byte[], byte[]> old = connection;
    if (old != null && !closed) {
      connection = null;
      old.closeAsync();
      connect(1);
    }
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
