package dev.cachebench.scenarios.fault;

import java.util.OptionalLong;

/** A fault whose stop waits for the start that is under way, so that it undoes all of it. */
public final class OneAtATime implements Fault {

  private final Fault fault;

  /** Wraps a fault. */
  public OneAtATime(Fault fault) {
    this.fault = fault;
  }

  @Override
  public synchronized void start() {
    fault.start();
  }

  @Override
  public synchronized void stop() {
    fault.stop();
  }

  @Override
  public synchronized OptionalLong struck() {
    return fault.struck();
  }
}
