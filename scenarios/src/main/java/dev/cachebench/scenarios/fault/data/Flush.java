package dev.cachebench.scenarios.fault.data;

import dev.cachebench.scenarios.fault.Fault;
import java.util.OptionalLong;

/** Redis loses all its data at one instant; L1 keeps its own. */
public final class Flush implements Fault {

  private final StoredData data;
  private OptionalLong struck = OptionalLong.empty();

  /**
   * Creates one.
   *
   * @param data what is lost
   */
  public Flush(StoredData data) {
    this.data = data;
  }

  @Override
  public void start() {
    struck = OptionalLong.of(data.flush());
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
