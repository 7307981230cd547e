package dev.cachebench.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the breaker's settings, and the times that they give. */
class BreakerConfigTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void refused(String setting, ThrowingCallable made) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("breaker." + setting + " must ");
  }

  private static BreakerConfig config(
      double failureRatio, double slowRatio, int minCalls, int consecutive, int probes) {
    return new BreakerConfig(
        failureRatio,
        slowRatio,
        SECOND,
        BreakerWindow.calls(10),
        minCalls,
        consecutive,
        OpenTime.defaults(),
        probes);
  }

  @Test
  void takesWhatLiesOnItsBounds() {
    assertThatCode(() -> config(1, 1, 1, 0, 1)).doesNotThrowAnyException();
    assertThatCode(() -> config(Double.MIN_VALUE, Double.MIN_VALUE, 10, 1, 9))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatLiesBeyondThem() {
    refused("failure-ratio", () -> config(0, 1, 1, 0, 1));
    refused("failure-ratio", () -> config(Math.nextUp(1.0), 1, 1, 0, 1));
    refused("slow-ratio", () -> config(1, 0, 1, 0, 1));
    refused("slow-ratio", () -> config(1, Math.nextUp(1.0), 1, 0, 1));
    refused("min-calls", () -> config(1, 1, 0, 0, 1));
    refused("min-calls", () -> config(1, 1, 11, 0, 1));
    refused("consecutive", () -> config(1, 1, 1, -1, 1));
    refused("probes", () -> config(1, 1, 1, 0, 0));
    refused(
        "slow",
        () ->
            new BreakerConfig(
                1, 1, Duration.ZERO, BreakerWindow.calls(1), 1, 0, OpenTime.defaults(), 1));
  }

  @Test
  void aWindowOfSecondsTakesAnyNumberOfCalls() {
    BreakerWindow window = BreakerWindow.of(SECOND);

    assertThatCode(() -> new BreakerConfig(1, 1, SECOND, window, 1_000, 0, OpenTime.defaults(), 1))
        .doesNotThrowAnyException();
  }

  @Test
  void windowsHaveBounds() {
    assertThat(BreakerWindow.calls(1)).isEqualTo(new BreakerWindow.Calls(1));
    assertThat(BreakerWindow.calls(1_000_000)).isEqualTo(new BreakerWindow.Calls(1_000_000));
    assertThat(BreakerWindow.of(SECOND)).isEqualTo(new BreakerWindow.Time(SECOND));
    assertThatCode(() -> BreakerWindow.of(Duration.ofHours(1))).doesNotThrowAnyException();
    refused("window", () -> BreakerWindow.calls(0));
    refused("window", () -> BreakerWindow.calls(1_000_001));
    refused("window", () -> BreakerWindow.of(Duration.ofMillis(999)));
    refused("window", () -> BreakerWindow.of(Duration.ofSeconds(3_601)));
    refused("window", () -> BreakerWindow.of(SECOND.plusNanos(1)));
  }

  @Test
  void openTimesHaveBounds() {
    Duration least = Duration.ofMillis(1);
    assertThatCode(() -> new OpenTime(least, 1, least, 0)).doesNotThrowAnyException();
    assertThatCode(() -> new OpenTime(least, 10, SECOND, Math.nextDown(1.0)))
        .doesNotThrowAnyException();
    refused("open.first", () -> new OpenTime(least.minusNanos(1), 1, SECOND, 0));
    refused("open.growth", () -> new OpenTime(SECOND, Math.nextDown(1.0), SECOND, 0));
    refused("open.growth", () -> new OpenTime(SECOND, Math.nextUp(10.0), SECOND, 0));
    refused("open.max", () -> new OpenTime(SECOND, 1, SECOND.minusNanos(1), 0));
    refused("open.jitter", () -> new OpenTime(SECOND, 1, SECOND, -Double.MIN_VALUE));
    refused("open.jitter", () -> new OpenTime(SECOND, 1, SECOND, 1));
  }

  @Test
  void anOpenTimeGrowsToItsLongestLessAShare() {
    OpenTime time = new OpenTime(SECOND, 2, Duration.ofSeconds(5), 0.2);

    assertThat(time.millis(1, 0)).isEqualTo(1_000);
    assertThat(time.millis(2, 0)).isEqualTo(2_000);
    assertThat(time.millis(3, 0.5)).isEqualTo(3_600);
    assertThat(time.millis(4, 0)).isEqualTo(5_000);
    assertThat(new OpenTime(Duration.ofMillis(1), 1, SECOND, 0.9).millis(1, 0.99)).isEqualTo(1);
  }

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    assertThat(BreakerConfig.defaults())
        .isEqualTo(
            new BreakerConfig(
                0.5,
                0.8,
                Duration.ofMillis(40),
                BreakerWindow.calls(100),
                20,
                0,
                new OpenTime(SECOND, 1.5, Duration.ofSeconds(5), 0.2),
                5));
    assertThat(OpenTime.constant(SECOND)).isEqualTo(new OpenTime(SECOND, 1, SECOND, 0));
  }
}
