package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Times hits in L1 in batches, after the load and outside of it.
 *
 * <p>Reading a clock costs about as much as such a hit, so that one timed alone is made to look up
 * to five times as slow. Here a batch of {@value #BATCH} gets stands between two readings. Nothing
 * of it is counted elsewhere. Confined to one thread.
 */
public final class HitTimer {

  private static final int BATCH = 64;
  private static final int KEYS = 64;
  private static final int LEAST_KEYS = 4;
  private static final int SEARCHED = 4096;
  private static final int BATCHES = 2000;
  private static final int LEAST_BATCHES = 200;
  private static final long LIMIT_NANOS = 300_000_000;

  private final CacheTarget target;
  private final KeyNames names;
  private final LongSupplier nanoClock;

  /**
   * Creates one.
   *
   * @param target a cache whose load has ended
   * @param nanoClock ns, monotonic
   */
  public HitTimer(CacheTarget target, KeyNames names, LongSupplier nanoClock) {
    this.target = target;
    this.names = names;
    this.nanoClock = nanoClock;
  }

  /**
   * Times them.
   *
   * @return {@code keys}, {@code batches}, and of the batches' time for each get {@code
   *     median-nanos}, {@code p10-nanos}, {@code p90-nanos}; empty when there were too few hits
   *     that answered on the calling thread
   */
  public Map<String, Object> time() {
    long end = nanoClock.getAsLong() + LIMIT_NANOS;
    String[] keys = keysInMemory(end);
    if (keys.length < LEAST_KEYS) {
      return Map.of();
    }
    double[] times = new double[BATCHES];
    int count = 0;
    for (int i = 0; i < 2 * BATCHES && count < BATCHES && nanoClock.getAsLong() < end; i++) {
      double nanos = batch(keys);
      // The first ones are for the compiler.
      if (nanos >= 0 && i >= LEAST_BATCHES) {
        times[count++] = nanos;
      }
    }
    return count < LEAST_BATCHES ? Map.of() : figures(keys.length, Arrays.copyOf(times, count));
  }

  private String[] keysInMemory(long end) {
    List<String> keys = new ArrayList<>();
    int searched = Math.min(SEARCHED, names.count());
    for (int i = 0; i < searched && keys.size() < KEYS && nanoClock.getAsLong() < end; i++) {
      if (isHit(target.get(0, names.name(i)))) {
        keys.add(names.name(i));
      }
    }
    return keys.toArray(String[]::new);
  }

  /** Returns the time of one get, ns; negative when not all of the batch were hits. */
  private double batch(String[] keys) {
    int hits = 0;
    long before = nanoClock.getAsLong();
    for (int i = 0; i < BATCH; i++) {
      hits += isHit(target.get(0, keys[i % keys.length])) ? 1 : 0;
    }
    double nanos = (double) (nanoClock.getAsLong() - before) / BATCH;
    return hits == BATCH ? nanos : -1;
  }

  private static boolean isHit(CompletionStage<Answer> answer) {
    return answer instanceof CompletableFuture<Answer> future
        && future.isDone()
        && !future.isCompletedExceptionally()
        && future.join().outcome() == Outcome.L1;
  }

  private static Map<String, Object> figures(int keys, double[] times) {
    Arrays.sort(times);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("keys", keys);
    figures.put("batches", times.length);
    figures.put("median-nanos", times[times.length / 2]);
    figures.put("p10-nanos", times[times.length / 10]);
    figures.put("p90-nanos", times[times.length * 9 / 10]);
    return figures;
  }
}
