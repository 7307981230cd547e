package dev.cachebench.scenarios.trace;

/**
 * Which keys of a trace are looked at: all, or in each of several samples those whose hash is small
 * enough, whatever they are asked for (spatial sampling: C. A. Waldspurger, N. Park, A. Garthwaite,
 * I. Ahmad, "Efficient MRC Construction with SHARDS", FAST 2015).
 *
 * @param share chance of each key to be in a sample, above 0; 1 is every key
 * @param samples how many samples, each by a hash of its own; 1 without sampling
 */
public record Sampling(double share, int samples) {

  /** Every key. */
  public static final Sampling ALL = new Sampling(1, 1);

  /** Samples that tell how far they lie apart. */
  private static final int SAMPLES = 5;

  /** Checks the range. */
  public Sampling {
    if (!(share > 0 && share <= 1) || samples < 1) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, but was " + share);
    }
  }

  /**
   * Returns five samples of a share of the keys.
   *
   * @param share above 0 and below 1
   */
  public static Sampling of(double share) {
    return new Sampling(share, SAMPLES);
  }
}
