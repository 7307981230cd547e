package dev.cachebench.scenarios.model;

/**
 * How operations are mixed, as weights.
 *
 * @param get reads through the cache
 * @param put commits a new version at the origin, then writes the cache
 * @param update commits a new version at the origin, then invalidates
 * @param delete removes at the origin, then invalidates
 * @param change commits a new version at the origin and tells no cache
 */
public record OperationWeights(
    double get, double put, double update, double delete, double change) {

  /** Checks that each weight is at least 0 and that they do not add up to nothing. */
  public OperationWeights {
    if (!(get >= 0 && put >= 0 && update >= 0 && delete >= 0 && change >= 0)
        || !(get + put + update + delete + change > 0)) {
      throw new IllegalArgumentException(
          "operations must have weights of at least 0 and one above 0, but was get %s, put %s, update %s, delete %s, change %s"
              .formatted(get, put, update, delete, change));
    }
  }

  /** Returns weights without changes behind the cache's back. */
  public OperationWeights(double get, double put, double update, double delete) {
    this(get, put, update, delete, 0);
  }

  /** Returns the share of gets, between 0 and 1. */
  public double getShare() {
    return get / total();
  }

  /** Returns the sum of the weights. */
  public double total() {
    return get + put + update + delete + change;
  }
}
