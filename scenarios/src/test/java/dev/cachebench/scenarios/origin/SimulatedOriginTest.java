package dev.cachebench.scenarios.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.testing.VirtualClock;
import dev.cachebench.scenarios.workload.KeyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedOriginTest {

  private static final long MILLI = 1_000_000;
  private static final ServiceTime TEN_MILLIS = new ServiceTime.Fixed(Duration.ofMillis(10));

  private final VirtualClock clock = new VirtualClock();
  private final KeyNames names = new KeyNames(100_000);
  private final OriginState state =
      new OriginState(
          names.count(),
          new ValueCodec(new ValuesConfig(new DataSize(100), new DataSize(100)), 1),
          clock::nanos);

  @Test
  void answersAfterItsServiceTime() {
    CompletableFuture<byte[]> answer = origin(TEN_MILLIS, 1, 0).load("k7");

    clock.advanceTo(10 * MILLI - 1);
    assertThat(answer).isNotDone();
    clock.advanceTo(10 * MILLI);

    assertThat(ValueCodec.key(answer.join())).isEqualTo(7);
    assertThat(ValueCodec.version(answer.join())).isEqualTo(1);
  }

  @Test
  void loadsBeyondItsConcurrencyQueueInOrder() {
    SimulatedOrigin origin = origin(TEN_MILLIS, 2, 0);
    List<String> order = new ArrayList<>();

    for (int i = 0; i < 5; i++) {
      String key = "k" + i;
      origin.load(key).thenRun(() -> order.add(key + "@" + clock.nanos() / MILLI));
    }
    assertThat(origin.stats().running()).isEqualTo(2);
    assertThat(origin.stats().queued()).isEqualTo(3);
    clock.advanceTo(100 * MILLI);

    assertThat(order).containsExactly("k0@10", "k1@10", "k2@20", "k3@20", "k4@30");
    assertThat(origin.stats()).isEqualTo(new OriginStats(5, 0, 5, 90 * MILLI, 0, 0));
    assertThat(origin.stats().meanLoadNanos()).isEqualTo(18.0 * MILLI);
  }

  @Test
  void answersWithTheValueThatWasCommittedWhenTheWorkBegan() {
    SimulatedOrigin origin = origin(TEN_MILLIS, 1, 0);
    CompletableFuture<byte[]> first = origin.load("k1");
    CompletableFuture<byte[]> second = origin.load("k1");
    CompletableFuture<byte[]> third = origin.load("k1");

    clock.advanceTo(5 * MILLI);
    state.commit(1);
    clock.advanceTo(15 * MILLI);
    state.remove(1);
    clock.advanceTo(100 * MILLI);

    assertThat(ValueCodec.version(first.join())).isEqualTo(1);
    assertThat(ValueCodec.version(second.join())).isEqualTo(2);
    assertThat(third.join()).isNull();
  }

  @Test
  void countsLoadsOfEachKey() {
    SimulatedOrigin origin = origin(TEN_MILLIS, 1, 0);
    origin.load("k1");
    origin.load("k1");
    origin.load("k2");

    assertThat(origin.takeMaxConcurrentLoadsPerKey()).isEqualTo(2);
    assertThat(origin.maxLoadsPerKey()).isEqualTo(2);
    clock.advanceTo(100 * MILLI);
    origin.takeMaxConcurrentLoadsPerKey();
    origin.startPhase();
    origin.load("k1");

    assertThat(origin.takeMaxConcurrentLoadsPerKey()).isEqualTo(1);
    assertThat(origin.maxLoadsPerKey()).isEqualTo(1);
    assertThat(origin.loads(1)).isEqualTo(3);
  }

  @Test
  void failsItsShareOfLoads() {
    SimulatedOrigin origin = origin(TEN_MILLIS, 100_000, 0.1);
    CompletableFuture<?>[] answers = new CompletableFuture<?>[50_000];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = origin.load("k" + i);
    }
    clock.advanceTo(100 * MILLI);

    long failed = Arrays.stream(answers).filter(a -> a.isCompletedExceptionally()).count();
    assertThat(failed).isEqualTo(origin.stats().errors());
    assertThat(failed / 50_000.0).isCloseTo(0.1, within(0.006));
    CompletableFuture<?> one =
        Arrays.stream(answers).filter(a -> a.isCompletedExceptionally()).findFirst().orElseThrow();
    assertThatThrownBy(one::join)
        .hasCauseInstanceOf(OriginException.class)
        .hasMessageContaining("the origin failed to load k");
  }

  @Test
  void aLoadsTimeDependsOnSeedKeyAndNumberAlone() {
    ServiceTime exponential = new ServiceTime.Exponential(Duration.ofMillis(10));
    LoadDraws draws = new LoadDraws(new OriginConfig(exponential, 1, 0), 9);

    assertThat(draws.serviceNanos(3, 4))
        .isEqualTo(new LoadDraws(new OriginConfig(exponential, 99, 0), 9).serviceNanos(3, 4))
        .isNotEqualTo(draws.serviceNanos(3, 5))
        .isNotEqualTo(draws.serviceNanos(4, 4))
        .isNotEqualTo(new LoadDraws(new OriginConfig(exponential, 1, 0), 8).serviceNanos(3, 4));
  }

  @Test
  void everyLoadOfAPoisonKeyFailsAndNoOther() {
    LoadDraws draws =
        new LoadDraws(new OriginConfig(new ServiceTime.Fixed(Duration.ZERO), 1, 0, 0.1), 9);
    int poison = 0;
    for (int key = 0; key < 10_000; key++) {
      boolean isPoison = draws.isError(key, 0, 0);
      poison += isPoison ? 1 : 0;
      for (int load = 1; load < 5; load++) {
        assertThat(draws.isError(key, load, 0)).isEqualTo(isPoison);
      }
    }

    assertThat(poison / 10_000.0).isCloseTo(0.1, within(0.01));
  }

  @Test
  void aShareOfTheKeysIsAbsentUntilItIsPut() {
    state.deleteShare(0.2, 7);
    List<Integer> absent =
        IntStream.range(0, names.count()).filter(key -> state.value(key) == null).boxed().toList();

    assertThat((double) absent.size() / names.count()).isCloseTo(0.2, within(0.1));
    state.commit(absent.get(0));
    assertThat(state.value(absent.get(0))).isNotNull();
  }

  @Test
  void lognormalTimesHaveTheirMedianAndP99() {
    long[] times = times(new ServiceTime.Lognormal(Duration.ofMillis(20), Duration.ofMillis(120)));

    assertThat(times[times.length / 2] / 20e6).isCloseTo(1, within(0.01));
    assertThat(times[times.length * 99 / 100] / 120e6).isCloseTo(1, within(0.02));
  }

  @Test
  void exponentialTimesHaveTheirMeanAndMedian() {
    long[] times = times(new ServiceTime.Exponential(Duration.ofMillis(10)));

    assertThat(Arrays.stream(times).average().orElseThrow() / 10e6).isCloseTo(1, within(0.01));
    assertThat(times[times.length / 2] / 10e6).isCloseTo(Math.log(2), within(0.01));
  }

  @Test
  void knowsNoOtherKey() {
    assertThatThrownBy(() -> origin(TEN_MILLIS, 1, 0).load("other").join())
        .hasMessageContaining("the origin has no key other, ask for one of its catalogue");
  }

  private static long[] times(ServiceTime serviceTime) {
    LoadDraws draws = new LoadDraws(new OriginConfig(serviceTime, 1, 0), 9);
    long[] times = new long[200_000];
    for (int i = 0; i < times.length; i++) {
      times[i] = draws.serviceNanos(i / 2, i % 2);
    }
    Arrays.sort(times);
    return times;
  }

  private SimulatedOrigin origin(ServiceTime serviceTime, int concurrency, double errorRatio) {
    return new SimulatedOrigin(
        new OriginConfig(serviceTime, concurrency, errorRatio),
        1,
        state,
        names,
        new SimulatedOrigin.Timing(clock::nanos, clock::after, Runnable::run));
  }
}
