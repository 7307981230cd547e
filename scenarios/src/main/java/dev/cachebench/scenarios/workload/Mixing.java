package dev.cachebench.scenarios.workload;

/**
 * Bit mixing for seeds, hashes and draws that are pure functions of their arguments.
 *
 * <p>The mixer is the finaliser of SplitMix64 (Stafford's variant 13 of MurmurHash3's), a bijection
 * of 64 bits in which every input bit flips each output bit with a chance near one half. Source:
 * Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
 * https://doi.org/10.1145/2714064.2660195.
 */
public final class Mixing {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private Mixing() {}

  /** Returns the mixed bits of one number. */
  public static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a hash that continues {@code hash} with {@code bits}; the order of calls counts. */
  public static long append(long hash, long bits) {
    return mix((hash + GOLDEN_GAMMA) ^ mix(bits + GOLDEN_GAMMA));
  }

  /** Returns a number strictly between 0 and 1, made of the upper 53 of mixed bits. */
  public static double unit(long mixed) {
    return ((mixed >>> 11) + 0.5) * UNIT;
  }
}
