package dev.cachebench.scenarios.workload;

import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Spreads the scenario's one seed over independent streams of randomness.
 *
 * <p>A stream's seed is a hash of the scenario's seed, the stream's name and an index, so that
 * drawing more from one stream never shifts another. Generators are xoshiro256++ (Blackman, Vigna,
 * "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 2021). Immutable.
 *
 * @param seed the scenario's seed
 */
public record SeedFan(long seed) {

  /** What a stream decides. */
  public enum Stream {
    /** Which key. */
    KEYS,
    /** When. */
    ARRIVALS,
    /** Which operation. */
    OPERATIONS,
    /** Which node. */
    NODES,
    /** Sizes and bytes of values. */
    VALUES,
    /** Service times and errors of the origin. */
    LOADS,
    /** Everything random about faults. */
    FAULTS
  }

  /** Returns the seed of a stream. */
  public long seed(Stream stream) {
    return seed(stream, 0);
  }

  /**
   * Returns the seed of one of many streams of a kind.
   *
   * @param index which, such as a user of a closed load
   */
  public long seed(Stream stream, long index) {
    String name = stream.name().toLowerCase(Locale.ROOT);
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = Mixing.append(hash, name.charAt(i));
    }
    return Mixing.append(hash, index);
  }

  /** Returns a generator of a stream. */
  public UniformRandomProvider random(Stream stream) {
    return random(stream, 0);
  }

  /**
   * Returns a generator of one of many streams of a kind.
   *
   * @param index which, such as a user of a closed load
   */
  public UniformRandomProvider random(Stream stream, long index) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed(stream, index));
  }
}
