package dev.cachebench.scenarios.fault.data;

import dev.cachebench.scenarios.fault.Fault;
import java.util.OptionalLong;

/** A share of what Redis holds is gone at one instant, as when a part of its nodes is replaced. */
public final class Evict implements Fault {

  private final StoredData data;
  private final double ratio;
  private OptionalLong struck = OptionalLong.empty();

  /**
   * Creates one.
   *
   * @param ratio share of the run's keys, above 0 to 1
   */
  public Evict(StoredData data, double ratio) {
    this.data = data;
    this.ratio = ratio;
  }

  @Override
  public void start() {
    struck = OptionalLong.of(data.evict(ratio));
  }

  @Override
  public void stop() {
    // What is lost comes back by being loaded.
  }

  @Override
  public OptionalLong struck() {
    return struck;
  }
}
