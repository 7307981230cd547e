package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each test shows a defect, or the little that works. */
class AdvisedBreakerTest {

  private static final long OPEN_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final AtomicLong wallMillis = new AtomicLong(1_000_000);
  private final List<String> states = new ArrayList<>();
  private final AdvisedBreaker breaker =
      new AdvisedBreaker(5, OPEN_MILLIS, wallMillis::get, states::add);

  private CompletionStage<String> succeed() {
    return breaker.call(() -> CompletableFuture.completedFuture("value"));
  }

  private void fail() {
    breaker.call(() -> CompletableFuture.failedFuture(new IllegalStateException("gone")));
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      fail();
    }
  }

  private boolean isRefused() {
    return succeed().toCompletableFuture().isCompletedExceptionally();
  }

  @Test
  void opensAfterFiveFailures() {
    failTimes(4);
    assertThat(isRefused()).isFalse();

    fail();

    assertThat(isRefused()).isTrue();
    assertThat(states).containsExactly("open");
  }

  @Test
  void countsFailuresThatSuccessesAndHoursLieBetween() {
    for (int i = 0; i < 5; i++) {
      fail();
      for (int j = 0; j < 1_000 && i < 4; j++) {
        assertThat(isRefused()).isFalse();
      }
      wallMillis.addAndGet(i < 4 ? HOUR_MILLIS : 0);
    }

    assertThat(isRefused()).isTrue();
  }

  @Test
  void closesAfterItsTimeAndASuccess() {
    failTimes(5);
    wallMillis.addAndGet(OPEN_MILLIS + 1);

    assertThat(isRefused()).isFalse();
    failTimes(4);
    assertThat(states).containsExactly("open", "half-open", "closed");
  }

  @Test
  void staysOpenForAnHourLongerWhenTheWallClockIsSetBackByOne() {
    failTimes(5);

    wallMillis.addAndGet(OPEN_MILLIS + 1 - HOUR_MILLIS);

    assertThat(isRefused()).isTrue();
  }

  @Test
  void asksAtOnceWhenTheWallClockIsSetForward() {
    failTimes(5);

    wallMillis.addAndGet(HOUR_MILLIS);

    assertThat(isRefused()).isFalse();
  }

  @Test
  void letsEverybodyThroughWhenHalfOpen() {
    failTimes(5);
    wallMillis.addAndGet(OPEN_MILLIS + 1);

    List<CompletableFuture<String>> asked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      CompletableFuture<String> hanging = new CompletableFuture<>();
      asked.add(breaker.call(() -> hanging).toCompletableFuture());
    }

    assertThat(asked).noneMatch(CompletableFuture::isDone);
  }
}
