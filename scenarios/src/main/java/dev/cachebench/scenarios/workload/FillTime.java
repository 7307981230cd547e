package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How long a cache that starts empty takes until its hit ratio has almost settled.
 *
 * <p>By Che's approximation (H. Che, Y. Tung, Z. Wang, "Hierarchical Web caching systems: modeling,
 * design and experimental results", IEEE JSAC 20(7), 2002,
 * https://doi.org/10.1109/JSAC.2002.801752) an LRU cache of capacity C holds what was asked for
 * within its characteristic time T, where Σ (1−e^{−p·T}) = C over the popularities p of the keys. A
 * time to live shortens that. After t requests from empty the hit ratio is Σ p·(1−e^{−p·t}), and
 * stays once t has reached the shorter of both. Other policies keep popular keys longer; for those
 * this is a lower bound.
 *
 * <p>Holds for requests that are drawn independently, so not for sequential keys.
 */
public final class FillTime {

  /** Closer than this to the final hit ratio nobody can tell the difference. */
  private static final double CLOSE = 0.02;

  /** Popularities are exact up to this rank; behind it keys of nearly the same one are grouped. */
  private static final int EXACT = 1_000;

  private static final double GROUP_SHARE = 0.002;
  private static final int BISECTIONS = 100;

  private final List<Group> groups;
  private final int keys;

  /** Keys of the same popularity. */
  private record Group(int size, double probability) {}

  private FillTime(List<Group> groups, int keys) {
    this.groups = groups;
    this.keys = keys;
  }

  /** Prepares the popularities of a catalogue. */
  public static FillTime of(KeysConfig keys) {
    KeySequence sequence = KeySequence.of(keys, RandomSource.XO_RO_SHI_RO_128_PP.create(0));
    int hot = keys.distribution() instanceof KeyDistribution.HotSet set ? set.keys() : 0;
    List<Group> groups = new ArrayList<>();
    for (int first = 0; first < keys.count(); ) {
      int size = first < EXACT ? 1 : Math.max(1, (int) (first * GROUP_SHARE));
      int end = Math.min(keys.count(), first + size);
      if (first < hot) {
        // A group never spans the edge of the hot set.
        end = Math.min(end, hot);
      }
      double mean = (sequence.probability(first) + sequence.probability(end - 1)) / 2;
      groups.add(new Group(end - first, mean));
      first = end;
    }
    return new FillTime(groups, keys.count());
  }

  /**
   * Returns the characteristic time of an LRU cache, in requests; infinite if it holds every key.
   *
   * @param capacity entries, 1 or more
   */
  public double characteristicTime(long capacity) {
    return capacity >= keys
        ? Double.POSITIVE_INFINITY
        : solve(requests -> sum(group -> 1, requests), (double) capacity);
  }

  /**
   * Returns how long a cache that starts empty takes until its hit ratio is within 2 points of what
   * it settles at.
   *
   * @param capacity entries, 1 or more
   * @param ttl time to live
   * @param rate requests per second that reach it
   */
  public Duration untilSettled(long capacity, Duration ttl, double rate) {
    double memory = Math.min(characteristicTime(capacity), ttl.toNanos() / 1e9 * rate);
    double wanted = hitRatio(memory) - CLOSE;
    double requests = wanted <= 0 ? 0 : Math.min(memory, solve(this::hitRatio, wanted));
    return Duration.ofMillis(Math.round(requests / rate * 1e3));
  }

  /** Returns the hit ratio after that many requests from empty, when nothing has left. */
  double hitRatio(double requests) {
    return sum(Group::probability, requests);
  }

  private double sum(ToDoubleFunction<Group> weight, double requests) {
    double sum = 0;
    for (Group group : groups) {
      sum +=
          group.size() * weight.applyAsDouble(group) * -Math.expm1(-group.probability() * requests);
    }
    return sum;
  }

  /** Finds where a growing function reaches a value. */
  private static double solve(DoubleUnaryOperator growing, double value) {
    double high = 1;
    while (growing.applyAsDouble(high) < value && high < Double.MAX_VALUE / 4) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (growing.applyAsDouble(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
