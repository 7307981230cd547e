package dev.cachebench.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsistencyCheckerTest {

  private static final int KEY = 5;
  private static final long BOUND = 1_000_000;

  private final ValueCodec codec =
      new ValueCodec(new ValuesConfig(new DataSize(100), new DataSize(100)), 5);
  private long now = 100;
  private final OriginState state = new OriginState(10, codec, () -> now);
  private final ConsistencyChecker checker =
      new ConsistencyChecker(state, new KeyNames(10), 2, 2, OptionalLong.of(BOUND));

  @Test
  void acceptsTheCurrentVersion() {
    check(0, now, now + 10, state.value(KEY));
    byte[] second = state.commit(KEY);
    check(0, now + 20, now + 30, second);

    assertThat(witnesses()).isEmpty();
    assertThat(checker.count(0, 0, CheckCount.STALE_READS)).isZero();
    assertThat(checker.staleness(0).getTotalCount()).isEqualTo(2);
    assertThat(checker.staleness(0).getMaxValue()).isZero();
  }

  @Test
  void noticesAnotherKeysValue() {
    check(0, now, now + 10, state.value(7));

    assertThat(checker.count(0, 0, CheckCount.WRONG_VALUES)).isEqualTo(1);
    assertThat(witnesses())
        .singleElement()
        .satisfies(
            witness -> {
              assertThat(witness.finding()).isEqualTo(Finding.WRONG_KEY);
              assertThat(witness.message()).isEqualTo("asked for k5, got version 1 of k7");
            });
  }

  @Test
  void noticesAVersionThatWasNeverCommitted() {
    check(0, now, now + 10, codec.encode(KEY, 2));

    assertThat(witnesses())
        .extracting(Witness::message)
        .containsExactly("got version 2 of k5, the newest committed is 1");
    assertThat(checker.count(0, 0, CheckCount.WRONG_VALUES)).isEqualTo(1);
  }

  @Test
  void noticesAVersionFromTheFuture() {
    now = 1000;
    byte[] value = state.commit(KEY);

    check(0, 900, 999, value);

    assertThat(witnesses())
        .extracting(Witness::finding)
        .containsExactly(Finding.IMPOSSIBLE_VERSION);
  }

  @Test
  void noticesDamage() {
    byte[] value = state.value(KEY);
    value[50]++;

    check(1, now, now + 10, value);

    assertThat(checker.count(0, 1, CheckCount.WRONG_VALUES)).isEqualTo(1);
    assertThat(witnesses())
        .extracting(Witness::message)
        .containsExactly("the answer of 100 bytes is damaged, or no value of this run");
  }

  @Test
  void measuresStalenessFromTheCommitToTheStartOfTheRead() {
    byte[] old = state.value(KEY);
    now = 1000;
    state.commit(KEY);

    check(0, 1000 + BOUND, 5000 + BOUND, old);

    assertThat(checker.count(0, 0, CheckCount.STALE_READS)).isEqualTo(1);
    assertThat(checker.count(0, 0, CheckCount.STALE_READS_BEYOND_BOUND)).isZero();
    assertThat(checker.takeWorstStalenessNanos()).isEqualTo(BOUND);
    assertThat(checker.takeWorstStalenessNanos()).isZero();
  }

  @Test
  void noticesAValueThatIsOlderThanPromised() {
    byte[] old = state.value(KEY);
    now = 1000;
    state.commit(KEY);

    check(0, 1001 + BOUND, 5000 + BOUND, old);

    assertThat(checker.count(0, 0, CheckCount.STALE_READS_BEYOND_BOUND)).isEqualTo(1);
    assertThat(witnesses())
        .extracting(Witness::message)
        .containsExactly(
            "got version 1 of k5 1.000 ms after it was superseded, the bound is 1.000 ms");
  }

  @Test
  void aReadThatOverlapsTheCommitMaySeeEither() {
    byte[] old = state.value(KEY);
    now = 1000;
    state.commit(KEY);

    check(0, 1000, 2000, old);

    assertThat(checker.count(0, 0, CheckCount.STALE_READS)).isZero();
  }

  @Test
  void judgesNotFoundByTheNewestRemoval() {
    check(0, now, now + 10, null);
    now = 1000;
    state.remove(KEY);
    check(0, 1000, 1010, null);
    now = 2000;
    state.commit(KEY);
    check(0, 2005, 2010, null);

    assertThat(witnesses())
        .extracting(Witness::message)
        .containsExactly("got \"not found\" for k5, which had not been removed");
    assertThat(checker.takeWorstStalenessNanos()).isEqualTo(5);
  }

  @Test
  void noticesANodeThatGoesBack() {
    byte[] old = state.value(KEY);
    byte[] young = state.commit(KEY);

    check(0, 200, 300, young);
    check(0, 301, 400, old);
    check(1, 301, 400, old);

    assertThat(checker.count(0, 0, CheckCount.MONOTONIC_VIOLATIONS)).isEqualTo(1);
    assertThat(checker.count(0, 1, CheckCount.MONOTONIC_VIOLATIONS)).isZero();
    assertThat(witnesses())
        .extracting(Witness::message)
        .containsExactly(
            "node 0 answered with version 1 of k5 after it had answered with version 2");
  }

  @Test
  void readsThatOverlapMayAnswerInAnyOrder() {
    byte[] old = state.value(KEY);
    byte[] young = state.commit(KEY);

    check(0, 200, 300, young);
    check(0, 300, 400, old);

    assertThat(checker.count(0, 0, CheckCount.MONOTONIC_VIOLATIONS)).isZero();
  }

  @Test
  void keepsTheFirstWitnessesOfEachKindAndPhase() {
    for (int i = 0; i < 100; i++) {
      check(0, now, now + 10, state.value(7));
      checker.check(new CheckedRead(1, 0, KEY, now, now + 10), state.value(7));
    }

    assertThat(witnesses()).hasSize(2 * Witnesses.KEPT);
    assertThat(checker.count(0, 0, CheckCount.WRONG_VALUES)).isEqualTo(100);
  }

  private void check(int node, long start, long end, byte[] value) {
    checker.check(new CheckedRead(0, node, KEY, start, end), value);
  }

  private List<Witness> witnesses() {
    List<Witness> witnesses = new ArrayList<>();
    checker.drainWitnesses(witnesses::add);
    return witnesses;
  }
}
