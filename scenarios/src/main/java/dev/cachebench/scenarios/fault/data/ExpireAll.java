package dev.cachebench.scenarios.fault.data;

import dev.cachebench.scenarios.fault.Fault;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Every copy of every key expires at one instant: Redis first, then L1 of every node, so that
 * nothing refills from a copy that is about to go. What follows a deploy or a mass write.
 */
public final class ExpireAll implements Fault {

  private final Runnable expireL2;
  private final Runnable expireL1;
  private final LongSupplier nanoClock;
  private final LongConsumer expired;

  /**
   * Creates one.
   *
   * @param expireL2 removes every key from Redis and returns when that is done
   * @param expireL1 expires L1 of every node
   * @param nanoClock the run's clock, ns
   * @param expired hears the instant, just before it happens, ns
   */
  public ExpireAll(
      Runnable expireL2, Runnable expireL1, LongSupplier nanoClock, LongConsumer expired) {
    this.expireL2 = expireL2;
    this.expireL1 = expireL1;
    this.nanoClock = nanoClock;
    this.expired = expired;
  }

  @Override
  public void start() {
    // Said beforehand, so that no load that follows is missed.
    expired.accept(nanoClock.getAsLong());
    expireL2.run();
    expireL1.run();
  }

  @Override
  public void stop() {
    // What has expired comes back by itself.
  }
}
