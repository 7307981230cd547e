package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.testing.HeldL2;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/**
 * Lives over random operations on two nodes, against a model that remembers when each version of a
 * key was replaced at the origin. There is no other clock than the ticker, so that no move of a
 * wall clock could make a difference.
 */
class LifetimePropertyTest {

  private static final Duration L1_TTL = Duration.ofSeconds(7);
  private static final Duration L2_TTL = Duration.ofSeconds(20);
  private static final int KEYS = 5;

  /** One run on virtual time. */
  private static final class Run {

    private final ManualTicker ticker = new ManualTicker();
    private final HeldL2 l2 = new HeldL2();
    private final long startNanos = ticker.nanos();
    private final List<List<Long>> commits = new ArrayList<>();
    private final List<TieredCache<Integer, String>> nodes = new ArrayList<>();

    Run(boolean hasL2, double jitter, EvictionPolicy policy) {
      for (int key = 0; key < KEYS; key++) {
        commits.add(new ArrayList<>(List.of(0L)));
      }
      for (int node = 0; node < 2; node++) {
        TieredCacheBuilder<Integer, String> builder =
            TieredCache.<Integer, String>builder()
                .asyncLoader(key -> CompletableFuture.completedFuture(current(key)))
                .executor(Runnable::run)
                .ticker(ticker)
                .random(new Random(node))
                .jitter(jitter)
                .l1(new MemoryTierConfig(3, L1_TTL, policy));
        nodes.add(hasL2 ? builder.l2(l2, L2_TTL, Duration.ZERO).build() : builder.build());
      }
    }

    private long now() {
      return ticker.nanos() - startNanos;
    }

    private String current(int key) {
      return Integer.toString(commits.get(key).size() - 1);
    }

    void step(Random random) {
      int key = random.nextInt(KEYS);
      TieredCache<Integer, String> node = nodes.get(random.nextInt(2));
      switch (random.nextInt(10)) {
        case 0 -> commits.get(key).add(now());
        case 1 -> {
          commits.get(key).add(now());
          node.put(key, current(key));
          assertThat(node.get(key)).as("its own write").isEqualTo(current(key));
        }
        case 2 -> {
          node.invalidate(key);
          assertThat(node.get(key)).as("after an invalidation").isEqualTo(current(key));
        }
        case 3 -> node.expire(key);
        case 4, 5 -> ticker.advance(Duration.ofMillis(random.nextInt(9_000)));
        default -> check(key, node.lookup(key), node);
      }
    }

    private void check(int key, Lookup<String> lookup, TieredCache<Integer, String> node) {
      int version = Integer.parseInt(String.valueOf(lookup.value()));
      List<Long> history = commits.get(key);
      long staleNanos = version + 1 < history.size() ? now() - history.get(version + 1) : 0;
      long boundNanos = node.stalenessBound().toNanos();

      assertThat(lookup.stale()).isFalse();
      assertThat(staleNanos).as("staleness").isLessThanOrEqualTo(boundNanos);
      assertThat(lookup.age().toNanos()).as("age").isLessThanOrEqualTo(boundNanos);
      assertThat(staleNanos).as("nothing older than it says").isLessThanOrEqualTo(age(lookup));
    }

    private static long age(Lookup<String> lookup) {
      return lookup.age().toNanos();
    }

    void close() {
      nodes.forEach(TieredCache::close);
    }
  }

  @Property(tries = 500)
  void nothingOutlivesItsTimeToLive(
      @ForAll long seed,
      @ForAll boolean hasL2,
      @ForAll @DoubleRange(min = 0, max = 0.9) double jitter,
      @ForAll EvictionPolicy policy) {
    Run run = new Run(hasL2, jitter, policy);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      run.step(random);
    }
    run.close();
  }
}
