package dev.cachebench.scenarios.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every fault that lasts keeps to, however often and in whatever order it is called. */
public abstract class FaultContractTest {

  /** Returns the fault; the same one for the whole test. */
  protected abstract Fault fault();

  /** Returns whether what it breaks is broken now. */
  protected abstract boolean isStruck() throws Exception;

  @Test
  void strikesWhenStartedAndIsMendedWhenStopped() throws Exception {
    assertThat(isStruck()).isFalse();

    fault().start();
    assertThat(isStruck()).isTrue();

    fault().stop();
    assertThat(isStruck()).isFalse();
  }

  @Test
  void doesNothingWhenStoppedWithoutHavingStarted() throws Exception {
    fault().stop();

    assertThat(isStruck()).isFalse();
  }

  @Test
  void needsOneStopAfterTwoStarts() throws Exception {
    fault().start();
    fault().start();
    assertThat(isStruck()).isTrue();

    fault().stop();
    assertThat(isStruck()).isFalse();
  }

  @Test
  void mayBeStoppedTwiceAndStartedAgain() throws Exception {
    fault().start();
    fault().stop();
    fault().stop();
    assertThat(isStruck()).isFalse();

    fault().start();
    assertThat(isStruck()).isTrue();
  }
}
