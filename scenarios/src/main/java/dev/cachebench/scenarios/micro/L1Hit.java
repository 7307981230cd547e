package dev.cachebench.scenarios.micro;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * A hit in memory: the engine, the Caffeine below it with the same kind of expiry, and the hash
 * table below that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseG1GC"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class L1Hit {

  private static final int CAPACITY = 10_000;
  private static final Duration TTL = Duration.ofHours(1);

  private TieredCache<String, byte[]> engine;
  private Cache<String, byte[]> caffeine;
  private Map<String, byte[]> table;

  /** Fills all three with the same entries. */
  @Setup
  public void fill() {
    engine =
        TieredCache.<String, byte[]>builder()
            .loader(
                key -> {
                  throw new IllegalStateException(key + " must be a hit");
                })
            .l1(new MemoryTierConfig(CAPACITY, TTL, EvictionPolicy.W_TINYLFU))
            .withoutL2()
            .build();
    caffeine =
        Caffeine.newBuilder()
            .maximumSize(CAPACITY)
            .executor(Runnable::run)
            .expireAfter(new AfterWrite())
            .build();
    table = new ConcurrentHashMap<>();
    for (int i = 0; i < HotKeys.COUNT; i++) {
      byte[] value = new byte[HotKeys.VALUE_BYTES];
      engine.put(HotKeys.name(i), value);
      caffeine.put(HotKeys.name(i), value);
      table.put(HotKeys.name(i), value);
    }
  }

  /** Frees the engine. */
  @TearDown
  public void close() {
    engine.close();
  }

  /** {@code TieredCache.get}. */
  @Benchmark
  public byte @Nullable [] engine(HotKeys keys) {
    return engine.get(keys.next());
  }

  /** Caffeine's {@code getIfPresent}, expiry by entry as in the engine. */
  @Benchmark
  public byte @Nullable [] caffeine(HotKeys keys) {
    return caffeine.getIfPresent(keys.next());
  }

  /** A hash table without expiry, capacity or statistics. */
  @Benchmark
  public byte @Nullable [] hashTable(HotKeys keys) {
    return table.get(keys.next());
  }

  private static final class AfterWrite implements Expiry<String, byte[]> {

    @Override
    public long expireAfterCreate(String key, byte[] value, long nowNanos) {
      return TTL.toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, byte[] value, long nowNanos, long leftNanos) {
      return TTL.toNanos();
    }

    @Override
    public long expireAfterRead(String key, byte[] value, long nowNanos, long leftNanos) {
      return leftNanos;
    }
  }
}
