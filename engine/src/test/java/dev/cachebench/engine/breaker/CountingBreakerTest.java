package dev.cachebench.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingBreakerTest {

  private static final long FAST = Duration.ofMillis(1).toNanos();
  private static final long SLOW = Duration.ofMillis(40).toNanos();

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> changes = new ArrayList<>();
  private final Breaker breaker =
      Breaker.create(
          new BreakerConfig(0.5, 0.8, Duration.ofMillis(40), 20, 10, Duration.ofSeconds(1), 3),
          ticker,
          (from, to) -> changes.add(from + ">" + to));

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(breaker.allow()).isTrue();
      breaker.failed(FAST);
    }
  }

  private void successes(int count, long tookNanos) {
    for (int i = 0; i < count; i++) {
      assertThat(breaker.allow()).isTrue();
      breaker.succeeded(tookNanos);
    }
  }

  private void open() {
    failures(10);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void judgesNothingBeforeItHasEnoughCalls() {
    failures(9);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    failures(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void opensWhenTheFailureRatioIsReached() {
    successes(6, FAST);
    failures(5);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    failures(1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.allow()).isFalse();
    assertThat(changes).containsExactly("CLOSED>OPEN");
  }

  @Test
  void opensWhenMostCallsAreSlow() {
    successes(2, FAST);
    successes(7, SLOW + 1);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    successes(1, SLOW + 1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void letsOnlyProbesThroughOnceItsTimeIsOver() {
    open();
    ticker.advance(Duration.ofMillis(999));
    assertThat(breaker.allow()).isFalse();

    ticker.advance(Duration.ofMillis(2));

    assertThat(List.of(breaker.allow(), breaker.allow(), breaker.allow(), breaker.allow()))
        .containsExactly(true, true, true, false);
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void closesWhenProbesSucceed() {
    open();
    ticker.advance(Duration.ofSeconds(2));

    successes(3, FAST);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(changes).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>CLOSED");
  }

  @Test
  void opensAgainWhenProbesFail() {
    open();
    ticker.advance(Duration.ofSeconds(2));

    failures(3);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.allow()).isFalse();
  }

  @Test
  void givesAForgottenProbeToAnother() {
    open();
    ticker.advance(Duration.ofSeconds(2));
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.allow()).isTrue();
    }

    breaker.forget();

    assertThat(breaker.allow()).isTrue();
    assertThat(breaker.allow()).isFalse();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new BreakerConfig(0, 1, second, 10, 5, second, 1))
        .hasMessage("breaker.failure-ratio must be above 0 and at most 1, but was 0.0");
    assertThatThrownBy(() -> new BreakerConfig(1, 1, second, 10, 11, second, 1))
        .hasMessage("breaker.min-calls must be at most the window, but was 11");
  }
}
