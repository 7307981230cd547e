package dev.cachebench.engine.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureMemoryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NANO = Duration.ofNanos(1);
  private static final RuntimeException ERROR = new IllegalStateException("no");

  private final ManualTicker ticker = new ManualTicker();
  private final ErrorCacheConfig errors =
      new ErrorCacheConfig(SECOND, 2, Duration.ofSeconds(3), 10);

  /** A draw of one half makes ¾ of a life. */
  private static final RandomGenerator HALF =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError("only doubles are drawn");
        }

        @Override
        public double nextDouble() {
          return 0.5;
        }
      };

  private FailureMemory<String> memory(
      @Nullable NegativeConfig negative, @Nullable ErrorCacheConfig remembered) {
    return new FailureMemory<>(negative, remembered, HALF, ticker);
  }

  private void fail(FailureMemory<String> memory, ErrorClass kind) {
    memory.failed("k", ERROR, kind, () -> true);
  }

  private void liesFor(FailureMemory<String> memory, long millis) {
    ticker.advance(Duration.ofMillis(millis).minus(NANO));
    assertThat(memory.error("k")).isSameAs(ERROR);
    ticker.advance(NANO);
    assertThat(memory.error("k")).isNull();
  }

  @Test
  void anAbsenceIsRememberedForItsLifeFromTheLoadsBeginning() {
    FailureMemory<String> memory = memory(new NegativeConfig(SECOND, 10), null);
    long born = ticker.nanos();
    ticker.advance(Duration.ofMillis(400));

    memory.absent("k", born, () -> true);

    assertThat(memory.absentSince("k")).isEqualTo(born);
    assertThat(memory.absentSince("other")).isNull();
    assertThat(memory.size()).isEqualTo(1);
    ticker.advance(Duration.ofMillis(600).minus(NANO));
    assertThat(memory.absentSince("k")).isEqualTo(born);
    ticker.advance(NANO);
    assertThat(memory.absentSince("k")).isNull();
  }

  @Test
  void errorsInARowAreRememberedForLongerUpToTheLongest() {
    FailureMemory<String> memory = memory(null, errors);
    for (long millis : new long[] {750, 1_500, 2_250, 2_250}) {
      fail(memory, ErrorClass.TRANSIENT);
      liesFor(memory, millis);
    }
  }

  @Test
  void aPermanentErrorIsRememberedForTheLongest() {
    FailureMemory<String> memory = memory(null, errors);

    fail(memory, ErrorClass.PERMANENT);

    liesFor(memory, 3_000);
  }

  @Test
  void aCancelledLoadSaysNothing() {
    FailureMemory<String> memory = memory(null, errors);

    fail(memory, ErrorClass.CANCELLED);

    assertThat(memory.error("k")).isNull();
    assertThat(memory.size()).isZero();
  }

  @Test
  void whatWasOvertakenIsNotRemembered() {
    FailureMemory<String> memory = memory(new NegativeConfig(SECOND, 10), errors);

    memory.absent("k", ticker.nanos(), () -> false);
    memory.failed("k", ERROR, ErrorClass.TRANSIENT, () -> false);

    assertThat(memory.size()).isZero();
  }

  @Test
  void anAbsenceEndsARowOfErrorsAndForgettingEndsBoth() {
    FailureMemory<String> memory = memory(new NegativeConfig(SECOND, 10), errors);
    fail(memory, ErrorClass.TRANSIENT);
    memory.absent("k", ticker.nanos(), () -> true);
    assertThat(memory.error("k")).isNull();
    fail(memory, ErrorClass.TRANSIENT);
    assertThat(memory.size()).isEqualTo(2);

    memory.forget("k");

    assertThat(memory.size()).isZero();
    assertThat(memory.absentSince("k")).isNull();
    fail(memory, ErrorClass.TRANSIENT);
    liesFor(memory, 750);
  }

  @Test
  void remembersNothingWhenOff() {
    FailureMemory<String> memory = memory(null, null);

    memory.absent("k", ticker.nanos(), () -> true);
    fail(memory, ErrorClass.TRANSIENT);

    assertThat(memory.size()).isZero();
  }

  @Test
  void settingsHaveBounds() {
    Duration least = Duration.ofMillis(1);
    assertThatCode(() -> new ErrorCacheConfig(least, 1, least, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new ErrorCacheConfig(least, 10, SECOND, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new NegativeConfig(NANO, 1)).doesNotThrowAnyException();
    refused("error-cache.first", () -> new ErrorCacheConfig(least.minus(NANO), 1, SECOND, 1));
    refused("error-cache.growth", () -> new ErrorCacheConfig(least, 0.99, SECOND, 1));
    refused("error-cache.growth", () -> new ErrorCacheConfig(least, 10.01, SECOND, 1));
    refused("error-cache.max", () -> new ErrorCacheConfig(SECOND, 1, SECOND.minus(NANO), 1));
    refused("error-cache.capacity", () -> new ErrorCacheConfig(least, 1, SECOND, 0));
    refused("negative.ttl", () -> new NegativeConfig(Duration.ZERO, 1));
    refused("negative.capacity", () -> new NegativeConfig(SECOND, 0));
  }

  private static void refused(String setting, Runnable made) {
    assertThatThrownBy(made::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting + " must ");
  }

  @Test
  void aLifeIsDrawnFromHalfOfItUpwards() {
    assertThat(errors.lifeNanos(1, 0)).isEqualTo(500_000_000);
    assertThat(errors.lifeNanos(2, 0)).isEqualTo(1_000_000_000);
    assertThat(errors.lifeNanos(9, 0.5)).isEqualTo(2_250_000_000L);
  }

  @Test
  void errorsHaveClasses() {
    assertThat(ErrorClass.of(new CancellationException())).isEqualTo(ErrorClass.CANCELLED);
    assertThat(ErrorClass.of(new InterruptedException())).isEqualTo(ErrorClass.CANCELLED);
    assertThat(ErrorClass.of(new IllegalArgumentException())).isEqualTo(ErrorClass.PERMANENT);
    assertThat(ErrorClass.of(new UnsupportedOperationException())).isEqualTo(ErrorClass.PERMANENT);
    assertThat(ErrorClass.of(new IllegalStateException())).isEqualTo(ErrorClass.TRANSIENT);
  }

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    assertThat(ErrorCacheConfig.defaults())
        .isEqualTo(new ErrorCacheConfig(SECOND, 1.5, Duration.ofSeconds(30), 1_000));
    assertThat(NegativeConfig.defaults())
        .isEqualTo(new NegativeConfig(Duration.ofSeconds(5), 1_000));
  }
}
