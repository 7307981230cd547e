package dev.cachebench.scenarios.fault.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeClockTest {

  private static final long EPOCH = 1_700_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final NodeClock clock = new NodeClock(() -> EPOCH + nanos.get() / 1_000_000, nanos::get);

  private long offAfter(Duration time) {
    nanos.addAndGet(time.toNanos());
    return clock.millis() - EPOCH - nanos.get() / 1_000_000;
  }

  @Test
  void tellsTheMachinesTimeUntilItIsMoved() {
    assertThat(offAfter(Duration.ofHours(1))).isZero();
  }

  @Test
  void addsShiftsUp() {
    clock.shift(Duration.ofSeconds(5));
    clock.shift(Duration.ofSeconds(-7));

    assertThat(offAfter(Duration.ofSeconds(1))).isEqualTo(-2_000);
  }

  @Test
  void driftsByAShareOfTheTimeThatPasses() {
    clock.drift(-0.1);
    assertThat(offAfter(Duration.ofSeconds(10))).isEqualTo(-1_000);

    clock.shift(Duration.ofSeconds(3));
    assertThat(offAfter(Duration.ofSeconds(10))).isEqualTo(1_000);
  }

  @Test
  void keepsWhatItGainedWhenItsPaceIsRightAgain() {
    clock.drift(0.5);
    offAfter(Duration.ofSeconds(4));
    clock.drift(0);

    assertThat(offAfter(Duration.ofMinutes(1))).isEqualTo(2_000);
  }
}
