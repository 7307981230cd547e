package dev.cachebench.reports.judge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** L1 keeps an entry for {@link #T1}, L2 for {@link #T2}. */
class ClockLawsTest {

  private static final TargetConfig REVIEWED = target(Preset.REVIEWED);
  private static final TargetConfig HARDENED = target(Preset.HARDENED);
  private static final double T1 = REVIEWED.cache().l1().ttl().toNanos();
  private static final double T2 = REVIEWED.cache().l2().ttl().toNanos();
  private static final double SECOND = 1e9;

  private static TargetConfig target(Preset preset) {
    return Scenarios.target("one", preset, Role.CANDIDATE, true);
  }

  private static ClockMove nodes(double by, double rate, double overrun, double early) {
    return new ClockMove(
        0, "nodes", (long) by, rate, Duration.ofHours(1).toNanos(), overrun, early, 0.0, null, 0);
  }

  private static ClockMove redis(
      double by, @Nullable Double keys, double expired, double staleness) {
    return new ClockMove(
        0,
        "redis",
        (long) by,
        0,
        Duration.ofHours(1).toNanos(),
        0.0,
        0.0,
        staleness,
        keys,
        expired);
  }

  private static Prediction only(TargetConfig target, ClockMove... moves) {
    List<Prediction> predictions = new ClockLaws(target, List.of(moves)).predictions();
    assertThat(predictions).hasSize(1);
    return predictions.get(0);
  }

  @Test
  void aWallClockSetBackLengthensLivesByAsMuch() {
    Prediction right = only(REVIEWED, nodes(-3 * SECOND, 0, 2.9 * SECOND, 0));
    assertThat(right.quantity()).contains("TTL overrun").contains("nodes set back by 3.00 s");
    assertThat(right.predicted()).isEqualTo(3 * SECOND);
    assertThat(right.isWithin()).isTrue();

    assertThat(only(REVIEWED, nodes(-3 * SECOND, 0, 2.8 * SECOND, 0)).isWithin()).isFalse();
    assertThat(only(REVIEWED, nodes(-3 * SECOND, 0, 0, 0)).isWithin()).isFalse();
  }

  @Test
  void setForwardItEndsThemEarlyButNotBeforeTheyBegan() {
    assertThat(only(REVIEWED, nodes(T1 / 2, 0, 0, T1 / 2)).isWithin()).isTrue();
    assertThat(only(REVIEWED, nodes(T1 * 2, 0, 0, T1)).predicted()).isEqualTo(T1);
  }

  @Test
  void aSlowClockLengthensLivesInProportion() {
    Prediction slow = only(REVIEWED, nodes(0, -0.2, T1 / 4, 0));
    assertThat(slow.quantity()).contains("TTL overrun");
    assertThat(slow.predicted()).isCloseTo(T1 / 4, within(1.0));
    assertThat(slow.isWithin()).isTrue();

    Prediction fast = only(REVIEWED, nodes(0, 0.25, 0, T1 / 5));
    assertThat(fast.quantity()).contains("early expiry");
    assertThat(fast.predicted()).isCloseTo(T1 / 5, within(1.0));
  }

  @Test
  void theEndOfADriftMovesNothing() {
    assertThat(new ClockLaws(REVIEWED, List.of(nodes(0, 0, 0, 0))).predictions()).isEmpty();
  }

  @Test
  void aMonotonicClockKnowsNothingOfIt() {
    Prediction none = only(HARDENED, nodes(-3 * SECOND, 0, 0, 0));
    assertThat(none.predicted()).isZero();
    assertThat(none.allowed()).isEqualTo(T1 / 100);
    assertThat(none.isWithin()).isTrue();

    assertThat(only(HARDENED, nodes(-3 * SECOND, 0, T1 / 50, 0)).isWithin()).isFalse();
  }

  /** Theory 5: 10 s of 60 s are a sixth, and more than the time to live is all. */
  @Test
  void setForwardRedisEndsTheShareThatHasLessLeft() {
    for (TargetConfig target : List.of(REVIEWED, HARDENED)) {
      Prediction half = only(target, redis(T2 / 2, 1_000.0, 510, 0));
      assertThat(half.predicted()).isEqualTo(0.5);
      assertThat(half.sample().mean()).isEqualTo(0.51);
      assertThat(half.isWithin()).isTrue();
      assertThat(only(target, redis(T2 / 2, 1_000.0, 600, 0)).isWithin()).isFalse();

      assertThat(only(target, redis(T2 / 6, 1_000.0, 0, 0)).predicted())
          .isCloseTo(1 / 6.0, within(1e-6));
      assertThat(only(target, redis(T2 * 2, 1_000.0, 1_000, 0)).predicted()).isEqualTo(1);
    }
  }

  @Test
  void setBackItLengthensWhatAnAnswerMayBeOutOfDate() {
    double by = 5 * SECOND;
    assertThat(only(REVIEWED, redis(-by, 10.0, 0, T2)).predicted()).isEqualTo(T2 + T1 + by);
    assertThat(only(HARDENED, redis(-by, 10.0, 0, T2)).predicted()).isEqualTo(T2 + by);
    assertThat(only(HARDENED, redis(-by, 10.0, 0, T2)).isWithin()).isTrue();
    assertThat(only(HARDENED, redis(-by, 10.0, 0, (T2 + by) * 1.02)).isWithin()).isFalse();
  }

  @Test
  void roundsAreTakenTogether() {
    Prediction both =
        only(
            REVIEWED,
            nodes(-3 * SECOND, 0, 2.9 * SECOND, 0),
            nodes(-3 * SECOND, 0, 3.1 * SECOND, 0));

    assertThat(both.sample().count()).isEqualTo(2);
    assertThat(both.sample().mean()).isCloseTo(3 * SECOND, within(1.0));
    assertThat(both.sample().maximum()).isEqualTo(3.1 * SECOND);
  }

  @Test
  void nothingIsSaidWhereTheTimeAfterwardsWasTooShort() {
    ClockMove brief =
        new ClockMove(0, "nodes", (long) -SECOND, 0, (long) T1, 0.0, 0.0, 0.0, null, 0);

    assertThat(new ClockLaws(REVIEWED, List.of(brief)).predictions()).isEmpty();
  }

  @Test
  void nothingIsSaidOfAClassOfTheUsersOwn() {
    ClockMove move = nodes(-SECOND, 0, 0, 0);

    assertThat(new ClockLaws(target(Preset.OWN), List.of(move)).predictions()).isEmpty();
  }
}
