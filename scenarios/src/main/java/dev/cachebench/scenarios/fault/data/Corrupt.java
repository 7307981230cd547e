package dev.cachebench.scenarios.fault.data;

import dev.cachebench.scenarios.fault.Fault;
import java.util.OptionalLong;

/**
 * A byte changes in a share of the values that Redis holds, at one instant; they live on as they
 * are.
 */
public final class Corrupt implements Fault {

  private final StoredData data;
  private final double ratio;
  private OptionalLong struck = OptionalLong.empty();

  /**
   * Creates one.
   *
   * @param ratio share of the run's keys, above 0 to 1
   */
  public Corrupt(StoredData data, double ratio) {
    this.data = data;
    this.ratio = ratio;
  }

  @Override
  public void start() {
    struck = OptionalLong.of(data.corrupt(ratio));
  }

  @Override
  public void stop() {
    // What is wrong stays until it is written again.
  }

  @Override
  public OptionalLong struck() {
    return struck;
  }
}
