package dev.cachebench.scenarios.micro;

import dev.cachebench.engine.Reason;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.RedisAddress;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisUris;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in Redis, one caller that waits: the engine without L1, the client with the engine's script
 * (value and remaining life in one step), and the client with a plain GET.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseG1GC"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class L2Hit {

  private static final String SCRIPT =
      "local v=redis.call('GET',KEYS[1]) "
          + "if v then return {v,redis.call('PTTL',KEYS[1])} end return {}";
  private static final Duration TTL = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PLAIN = "plain:";
  private static final int TRIES = 1_000;
  private static final long PAUSE_NANOS = 10_000_000;

  private TieredCache<String, byte[]> engine;
  private RedisClient client;
  private StatefulRedisConnection<String, byte[]> connection;
  private RedisCommands<String, byte[]> commands;
  private String digest;
  private final String[] plainKeys = new String[HotKeys.COUNT];
  private int at;

  /** Connects and writes the same values for all three. */
  @Setup
  public void fill() throws IOException {
    RedisEndpoint endpoint = MicroEndpoint.read();
    client = RedisClient.create();
    connection =
        RedisUris.connect(
            client, endpoint, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    commands = connection.sync();
    digest = commands.scriptLoad(SCRIPT);
    engine = engine(endpoint);
    for (int i = 0; i < HotKeys.COUNT; i++) {
      byte[] value = new byte[HotKeys.VALUE_BYTES];
      plainKeys[i] = PLAIN + HotKeys.name(i);
      commands.set(plainKeys[i], value, SetArgs.Builder.px(TTL));
      store(HotKeys.name(i), value);
    }
  }

  private static TieredCache<String, byte[]> engine(RedisEndpoint endpoint) {
    return TieredCache.<String, byte[]>builder()
        .loader(
            key -> {
              throw new IllegalStateException(key + " must be a hit");
            })
        .withoutL1()
        .l2(
            new RedisAddress(
                endpoint.host(),
                endpoint.port(),
                false,
                endpoint.username(),
                endpoint.password(),
                endpoint.database()),
            Codec.bytes(),
            new RedisTierConfig(TTL, PATIENCE, 1_000, "engine:", true))
        .build();
  }

  /** The engine connects in the background; until then it takes nothing. */
  private void store(String key, byte[] value) {
    for (int i = 0; i < TRIES; i++) {
      if (engine.put(key, value) == Reason.NONE) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IllegalStateException("Redis does not take " + key);
  }

  /** Frees the connections. */
  @TearDown
  public void close() {
    engine.close();
    connection.close();
    client.shutdown();
  }

  private String plainKey() {
    at = (at + 1) & (HotKeys.COUNT - 1);
    return plainKeys[at];
  }

  /** {@code TieredCache.get} with L1 off: script, envelope, checksum, one flight. */
  @Benchmark
  public byte @Nullable [] engine(HotKeys keys) {
    return engine.get(keys.next());
  }

  /** The client alone with the engine's script. */
  @Benchmark
  public @Nullable List<Object> script() {
    return commands.evalsha(digest, ScriptOutputType.MULTI, plainKey());
  }

  /** The client alone with a GET, which does not say how long the value lives. */
  @Benchmark
  public byte @Nullable [] plainGet() {
    return commands.get(plainKey());
  }
}
