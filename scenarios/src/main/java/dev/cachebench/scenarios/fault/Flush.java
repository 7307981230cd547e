package dev.cachebench.scenarios.fault;

/** Redis loses all its data at one instant; L1 keeps its own. */
final class Flush implements Fault {

  private final Runnable flush;

  /**
   * Creates one.
   *
   * @param flush removes every key from Redis and returns when that is done
   */
  Flush(Runnable flush) {
    this.flush = flush;
  }

  @Override
  public void start() {
    flush.run();
  }

  @Override
  public void stop() {
    // What is lost comes back by being loaded.
  }
}
