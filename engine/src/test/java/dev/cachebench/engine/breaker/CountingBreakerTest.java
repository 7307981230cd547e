package dev.cachebench.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CountingBreakerTest {

  private static final long FAST = Duration.ofMillis(1).toNanos();
  private static final long SLOW = Duration.ofMillis(40).toNanos();
  private static final OpenTime ONE_SECOND = OpenTime.constant(Duration.ofSeconds(1));

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> changes = new ArrayList<>();
  private Breaker breaker = breaker(BreakerWindow.calls(20), 10, 0, ONE_SECOND);

  private Breaker breaker(BreakerWindow window, int minCalls, int consecutive, OpenTime open) {
    return create(
        new BreakerConfig(0.5, 0.8, Duration.ofMillis(40), window, minCalls, consecutive, open, 3));
  }

  private Breaker create(BreakerConfig config) {
    RandomGenerator random = new Random(1);
    return Breaker.create(config, ticker, random, (from, to) -> changes.add(from + ">" + to));
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      BreakerPermit permit = breaker.admit();
      assertThat(permit).isNotEqualTo(BreakerPermit.REFUSED);
      breaker.failed(permit, FAST);
    }
  }

  private void successes(int count, long tookNanos) {
    for (int i = 0; i < count; i++) {
      BreakerPermit permit = breaker.admit();
      assertThat(permit).isNotEqualTo(BreakerPermit.REFUSED);
      breaker.succeeded(permit, tookNanos);
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
    assertThat(breaker.admit()).isEqualTo(BreakerPermit.REFUSED);
    assertThat(changes).containsExactly("CLOSED>OPEN");
  }

  @Test
  void opensAtTheTenthFailureWhenAQuarterOfFortyIsTheLimit() {
    breaker =
        create(
            new BreakerConfig(
                0.25, 1, Duration.ofMillis(40), BreakerWindow.calls(40), 10, 0, ONE_SECOND, 3));
    successes(40, FAST);

    failures(9);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    failures(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
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
  void fewerSlowCallsThanItsRatioLeaveItClosed() {
    successes(3, FAST);
    successes(11, SLOW + 1);
    assertThat(breaker.state()).as("11 of 14").isEqualTo(BreakerState.CLOSED);

    successes(1, SLOW + 1);

    assertThat(breaker.state()).as("12 of 15").isEqualTo(BreakerState.OPEN);
  }

  @Test
  void probesAtOnceWhenTheTierIsSeenToBeWell() {
    breaker.probeNow();
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    open();

    breaker.probeNow();

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.admit()).isEqualTo(BreakerPermit.PROBE);
    breaker.probeNow();
    assertThat(changes).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN");
  }

  @Test
  void aWindowOfTimeForgetsByItself() {
    breaker = breaker(BreakerWindow.of(Duration.ofSeconds(10)), 10, 0, ONE_SECOND);
    failures(9);
    ticker.advance(Duration.ofSeconds(11));
    failures(9);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    failures(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aWindowOfCallsForgetsNothingByItself() {
    failures(9);
    ticker.advance(Duration.ofDays(365));

    failures(1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void opensAfterFailuresInARowWhateverTheWindowSays() {
    breaker = breaker(BreakerWindow.calls(100), 100, 3, ONE_SECOND);
    for (int i = 0; i < 10; i++) {
      failures(2);
      successes(1, FAST);
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    failures(3);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(changes).containsExactly("CLOSED>OPEN");
  }

  @Test
  void failuresInARowBeforeItClosedAreNotCountedAfterwards() {
    breaker =
        create(
            new BreakerConfig(
                1, 1, Duration.ofMillis(40), BreakerWindow.calls(20), 20, 3, ONE_SECOND, 3));
    failures(3);
    ticker.advance(Duration.ofSeconds(2));
    successes(1, FAST);
    failures(2);
    assertThat(breaker.state()).as("two of three probes may fail").isEqualTo(BreakerState.CLOSED);

    failures(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    failures(1);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void letsOnlyProbesThroughOnceItsTimeIsOver() {
    open();
    ticker.advance(Duration.ofMillis(999));
    assertThat(breaker.admit()).isEqualTo(BreakerPermit.REFUSED);

    ticker.advance(Duration.ofMillis(2));

    assertThat(List.of(breaker.admit(), breaker.admit(), breaker.admit(), breaker.admit()))
        .containsExactly(
            BreakerPermit.PROBE, BreakerPermit.PROBE, BreakerPermit.PROBE, BreakerPermit.REFUSED);
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void letsExactlyItsProbesThroughUnderAThousandThreads() throws Exception {
    open();
    ticker.advance(Duration.ofSeconds(2));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(1_000);
    try {
      List<Future<BreakerPermit>> permits =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return breaker.admit();
                          }))
              .toList();
      start.countDown();
      int probes = 0;
      for (Future<BreakerPermit> permit : permits) {
        probes += permit.get() == BreakerPermit.PROBE ? 1 : 0;
      }
      assertThat(probes).isEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
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
    assertThat(breaker.admit()).isEqualTo(BreakerPermit.REFUSED);
  }

  @Test
  void givesAForgottenProbeToAnother() {
    open();
    ticker.advance(Duration.ofSeconds(2));
    for (int i = 0; i < 3; i++) {
      assertThat(breaker.admit()).isEqualTo(BreakerPermit.PROBE);
    }

    breaker.forget(BreakerPermit.PROBE);

    assertThat(breaker.admit()).isEqualTo(BreakerPermit.PROBE);
    assertThat(breaker.admit()).isEqualTo(BreakerPermit.REFUSED);
  }

  @Test
  void callsFromBeforeItOpenedDecideNothing() {
    BreakerPermit late = breaker.admit();
    open();
    ticker.advance(Duration.ofSeconds(2));
    BreakerPermit probe = breaker.admit();
    breaker.failed(late, FAST);
    breaker.failed(late, FAST);
    breaker.failed(late, FAST);
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

    breaker.succeeded(probe, FAST);
    successes(2, FAST);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  /** Opens it again and again and returns for how many milliseconds each time. */
  private List<Long> openTimes(int count) {
    List<Long> times = new ArrayList<>();
    open();
    for (int i = 0; i < count; i++) {
      long millis = 0;
      while (breaker.admit() == BreakerPermit.REFUSED) {
        ticker.advance(Duration.ofMillis(1));
        millis++;
      }
      breaker.forget(BreakerPermit.PROBE);
      times.add(millis);
      failures(3);
    }
    return times;
  }

  @Test
  void staysOpenLongerEachTimeUpToTheLongest() {
    OpenTime growing = new OpenTime(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 0);
    breaker = breaker(BreakerWindow.calls(20), 10, 0, growing);
    assertThat(openTimes(4)).map(millis -> (millis + 1) / 1000).containsExactly(1L, 2L, 4L, 5L);

    ticker.advance(Duration.ofSeconds(6));
    successes(3, FAST);
    assertThat(openTimes(1)).map(millis -> (millis + 1) / 1000).containsExactly(1L);
  }

  @Test
  void staysOpenForTheSameTimeWhenGrowthAndJitterAreOff() {
    assertThat(openTimes(4)).allMatch(millis -> Math.abs(millis - 1_000) <= 1);
  }

  @Test
  void takesJitterOffItsOpenTime() {
    OpenTime jittered = new OpenTime(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0.2);
    breaker = breaker(BreakerWindow.calls(20), 10, 0, jittered);

    List<Long> times = openTimes(10);

    assertThat(times).allMatch(millis -> millis >= 799 && millis <= 1_001);
    assertThat(times).doesNotHaveDuplicates();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    BreakerWindow ten = BreakerWindow.calls(10);
    assertThatThrownBy(() -> new BreakerConfig(0, 1, second, ten, 5, 0, ONE_SECOND, 1))
        .hasMessage("breaker.failure-ratio must be above 0 and at most 1, but was 0.0");
    assertThatThrownBy(() -> new BreakerConfig(1, 1, second, ten, 11, 0, ONE_SECOND, 1))
        .hasMessage("breaker.min-calls must be at most the window, but was 11");
    assertThatThrownBy(() -> BreakerWindow.of(Duration.ofMillis(1_500)))
        .hasMessage("breaker.window must be whole seconds, but was PT1.5S");
    assertThatThrownBy(() -> new OpenTime(second, 1, Duration.ofMillis(1), 0))
        .hasMessage("breaker.open.max must be at least PT1S, but was PT0.001S");
    assertThatThrownBy(() -> new OpenTime(second, 0.5, second, 0))
        .hasMessage("breaker.open.growth must be 1 to 10, but was 0.5");
  }
}
