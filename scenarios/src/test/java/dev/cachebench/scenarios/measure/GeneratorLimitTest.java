package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GeneratorLimitTest {

  /** A clock that takes a while to read; a request reads it a few times. */
  private static double limit(long readingNanos, long lateNanos) {
    AtomicLong now = new AtomicLong();
    LoadClock clock =
        new LoadClock() {
          @Override
          public long nanos() {
            return now.addAndGet(readingNanos);
          }

          @Override
          public void parkUntil(long nanos) {
            now.updateAndGet(time -> Math.max(time, nanos + lateNanos));
          }
        };
    return new GeneratorLimit(
            LoadScenarios.scenario().phase("any", Duration.ofSeconds(1)).build(), clock)
        .find();
  }

  @Test
  void findsTheRateAtWhichTheGeneratorFallsBehind() {
    double fast = limit(10_000, 0);
    double slow = limit(100_000, 0);

    assertThat(fast).isBetween(10_000.0, 50_000.0);
    assertThat(fast / slow).isBetween(5.0, 20.0);
  }

  @Test
  void aMachineThatWakesLateHasNone() {
    assertThat(limit(10, 2_000_000)).isZero();
  }
}
