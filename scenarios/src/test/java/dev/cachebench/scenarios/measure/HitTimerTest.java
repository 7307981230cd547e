package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HitTimerTest {

  private final KeyNames names = new KeyNames(100);
  private long now;

  private Map<String, Object> time(FakeTarget.Gets gets) {
    return new HitTimer(new FakeTarget(gets), names, () -> now += 10).time();
  }

  private static CompletableFuture<Answer> by(Outcome outcome) {
    return CompletableFuture.completedFuture(FakeTarget.answer(outcome, new byte[1]));
  }

  @Test
  void tellsWhatOneOfABatchTakes() {
    Map<String, Object> times =
        time(
            (node, key) -> {
              now += 50;
              return by(Outcome.L1);
            });

    // 64 gets of 50 ns between two readings that are 10 ns apart.
    assertThat(times).containsEntry("median-nanos", (64 * 50 + 10) / 64.0);
    assertThat(times).containsEntry("keys", 64).containsEntry("batches", 2000);
  }

  @Test
  void takesOnlyKeysThatAreThere() {
    assertThat(
            time(
                (node, key) ->
                    by(key.endsWith("7") && !key.equals("k7") ? Outcome.L1 : Outcome.L2)))
        .containsEntry("keys", 9);
  }

  @Test
  void aBatchWithAMissIsLeftOut() {
    int[] asked = new int[1];
    Map<String, Object> times =
        time(
            (node, key) -> {
              now += 50;
              return by(asked[0]++ % 1000 == 999 ? Outcome.ORIGIN : Outcome.L1);
            });

    assertThat((int) times.get("batches")).isBetween(1000, 1999 * 2);
    assertThat(times).containsEntry("median-nanos", (64 * 50 + 10) / 64.0);
  }

  @Test
  void withoutHitsOnTheCallingThreadThereIsNothingToTell() {
    assertThat(time((node, key) -> by(Outcome.ORIGIN))).isEmpty();
    assertThat(time((node, key) -> new CompletableFuture<>())).isEmpty();
    assertThat(
            time((node, key) -> CompletableFuture.failedFuture(new IllegalStateException("down"))))
        .isEmpty();
  }

  @Test
  void givesUpAfterAWhile() {
    assertThat(
            time(
                (node, key) -> {
                  now += 1_000_000;
                  return by(Outcome.L1);
                }))
        .isEmpty();
  }
}
