package dev.cachebench.scenarios.micro;

import dev.cachebench.engine.time.Ticker;
import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the bundled proxy without toxics adds to a GET of Redis: each thread asks directly and
 * through the proxy in turn, in pairs whose order alternates, so that what else the machine does
 * meets both.
 */
public final class ProxyOverhead {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KEY = "key";
  private static final int VALUE_BYTES = 1 << 10;
  private static final double NANOS_IN_MICRO = 1e3;
  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  private final Ticker ticker = Ticker.system();
  private final int pairs;

  /**
   * Creates one.
   *
   * @param pairs how many pairs are measured over all connections, after half as many that are not
   */
  public ProxyOverhead(int pairs) {
    this.pairs = pairs;
  }

  /**
   * Times of a GET, µs.
   *
   * @param connections how many ask at once, each one GET after the other
   * @param direct median without the proxy
   * @param proxied median through it
   * @param added median of the differences within pairs
   * @param directP99 99 % are at most so long, without the proxy
   * @param proxiedP99 the same through it
   */
  public record Row(
      int connections,
      double direct,
      double proxied,
      double added,
      double directP99,
      double proxiedP99) {}

  /** One thread's times, ns. */
  private record Times(long[] direct, long[] proxied) {}

  /** Measures with one connection, and with many. */
  public List<Row> measure(int many) throws IOException {
    Path log = Files.createTempFile("cachebench-overhead", ".log");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), log);
        ProxyServer server =
            ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        ProxiedRedis proxied = ProxiedRedis.open(server.uri(), "redis", redis.endpoint());
        RespConnection writer = RespConnection.open(redis.endpoint(), PATIENCE)) {
      writer.call("SET", KEY, "x".repeat(VALUE_BYTES));
      return List.of(
          row(1, redis.endpoint(), proxied.endpoint()),
          row(many, redis.endpoint(), proxied.endpoint()));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private Row row(int connections, RedisEndpoint direct, RedisEndpoint proxied) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<CompletableFuture<Times>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(
            CompletableFuture.supplyAsync(
                () -> times(pairs / connections, direct, proxied), threads));
      }
      return row(connections, all.stream().map(CompletableFuture::join).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private Times times(int count, RedisEndpoint directly, RedisEndpoint through) {
    Times times = new Times(new long[count], new long[count]);
    try (RespConnection direct = RespConnection.open(directly, PATIENCE);
        RespConnection proxied = RespConnection.open(through, PATIENCE)) {
      for (int i = -count / 2; i < count; i++) {
        boolean isDirectFirst = (i & 1) == 0;
        long first = nanos(isDirectFirst ? direct : proxied);
        long second = nanos(isDirectFirst ? proxied : direct);
        if (i >= 0) {
          times.direct()[i] = isDirectFirst ? first : second;
          times.proxied()[i] = isDirectFirst ? second : first;
        }
      }
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException("the measurement failed: " + e.getMessage(), e);
    }
  }

  private long nanos(RespConnection connection) throws IOException {
    long start = ticker.nanos();
    connection.call("GET", KEY);
    return ticker.nanos() - start;
  }

  private static Row row(int connections, List<Times> times) {
    long[] direct = times.stream().flatMapToLong(t -> Arrays.stream(t.direct())).toArray();
    long[] proxied = times.stream().flatMapToLong(t -> Arrays.stream(t.proxied())).toArray();
    long[] added = new long[direct.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = proxied[i] - direct[i];
    }
    return new Row(
        connections,
        micros(direct, MEDIAN),
        micros(proxied, MEDIAN),
        micros(added, MEDIAN),
        micros(direct, TAIL),
        micros(proxied, TAIL));
  }

  private static double micros(long[] nanos, double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_IN_MICRO;
  }
}
