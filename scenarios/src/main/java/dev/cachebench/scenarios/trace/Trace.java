package dev.cachebench.scenarios.trace;

import org.jspecify.annotations.Nullable;

/**
 * A sequence of requests for keys, each key a number from 0 to below {@link #distinct}, in the
 * order of first use, with their sizes where the source tells them. It may be a sample: all the
 * requests for some of the keys. 4 bytes a request.
 *
 * <p>Immutable but for what it computes once; safe for use by many threads.
 */
public final class Trace {

  private final String name;
  private final int[] keys;
  private final int distinct;
  private final @Nullable Sizes sizes;
  private final long population;
  private final double share;
  private @Nullable NextUses nextUses;

  /**
   * Takes over the numbers of a finished trace.
   *
   * @param keys not to be changed any more
   * @param population requests of the trace of which it is a sample; of a whole one its own
   * @param share chance of each key to be in the sample; 1 for a whole trace
   */
  Trace(
      String name, int[] keys, int distinct, @Nullable Sizes sizes, long population, double share) {
    this.name = name;
    this.keys = keys;
    this.distinct = distinct;
    this.sizes = sizes;
    this.population = population;
    this.share = share;
  }

  /** Returns what it is called in tables: the file's name, or the distribution. */
  public String name() {
    return name;
  }

  /** Returns the number of requests, 1 or more. */
  public int length() {
    return keys.length;
  }

  /** Returns the number of requests of the trace of which it is a sample, or its own. */
  public long population() {
    return population;
  }

  /** Returns the chance of each key to be in the sample; 1 for a whole trace. */
  public double share() {
    return share;
  }

  /** Returns whether the source tells sizes. */
  public boolean hasSizes() {
    return sizes != null;
  }

  /**
   * Returns the sizes of the keys.
   *
   * @throws IllegalStateException if the source does not tell them
   */
  public Sizes requireSizes() {
    if (sizes == null) {
      throw new IllegalStateException("the trace " + name + " has no sizes");
    }
    return sizes;
  }

  /** Returns the number of different keys, 1 or more. */
  public int distinct() {
    return distinct;
  }

  /**
   * Returns the key of a request.
   *
   * @param position from 0
   */
  public int key(int position) {
    return keys[position];
  }

  /** Returns when each key is asked for again; computed when first asked for. */
  public synchronized NextUses nextUses() {
    NextUses known = nextUses;
    if (known == null) {
      known = new NextUses(keys, distinct);
      nextUses = known;
    }
    return known;
  }
}
