package dev.cachebench.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private final ManualTicker ticker = new ManualTicker();
  private final LogThrottle throttle = new LogThrottle(ticker, Duration.ofSeconds(10));

  @Test
  void admitsTheFirstOfAKindAndThenOneAPeriodWithTheNumberLeftOut() {
    assertThat(throttle.admit("timeout")).isZero();
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.admit("timeout")).isEqualTo(LogThrottle.LEFT_OUT);
    }
    assertThat(throttle.admit("refused")).isZero();

    ticker.advance(Duration.ofSeconds(10));

    assertThat(throttle.admit("timeout")).isEqualTo(5);
    assertThat(throttle.admit("timeout")).isEqualTo(LogThrottle.LEFT_OUT);
  }

  @Test
  void takesTooManyKindsForOne() {
    for (int i = 0; i < 256; i++) {
      assertThat(throttle.admit("kind-" + i)).isZero();
    }

    assertThat(throttle.admit("one-more")).isZero();
    assertThat(throttle.admit("and-another")).isEqualTo(LogThrottle.LEFT_OUT);
    assertThat(throttle.admit("kind-0")).isEqualTo(LogThrottle.LEFT_OUT);
  }
}
