package dev.cachebench.scenarios.micro;

import dev.cachebench.engine.TieredCache;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A miss: joining the load of somebody else's and leaving it, and leading a load of one's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseG1GC"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class Flights {

  private static final byte[] VALUE = new byte[HotKeys.VALUE_BYTES];

  private TieredCache<String, byte[]> slow;
  private TieredCache<String, byte[]> prompt;
  private String missing = "";
  private int iteration;

  /** Builds a cache whose loads never end and one whose loads have ended already. */
  @Setup
  public void build() {
    slow =
        TieredCache.<String, byte[]>builder()
            .asyncLoader(key -> new CompletableFuture<byte[]>())
            .executor(Runnable::run)
            .withoutL2()
            .build();
    prompt =
        TieredCache.<String, byte[]>builder()
            .asyncLoader(key -> CompletableFuture.completedFuture(VALUE))
            .executor(Runnable::run)
            .withoutL1()
            .withoutL2()
            .build();
  }

  /** Lets a load begin that the iteration's callers join; one older than 10 s is not joined. */
  @Setup(Level.Iteration)
  public void take() {
    missing = "missing-" + iteration++;
    slow.getAsync(missing);
  }

  /** Frees both. */
  @TearDown
  public void close() {
    slow.close();
    prompt.close();
  }

  /** Joins the flight of a key and leaves it again. */
  @Benchmark
  public boolean joinAndLeave() {
    return slow.getAsync(missing).cancel(false);
  }

  /** Leads a flight whose load answers at once, and waits for it. */
  @Benchmark
  public byte @Nullable [] lead(HotKeys keys) {
    return prompt.get(keys.next());
  }
}
