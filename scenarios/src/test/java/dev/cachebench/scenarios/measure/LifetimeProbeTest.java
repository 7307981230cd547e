package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times are milliseconds: L1 keeps an entry for 100, L2 for 1000. */
class LifetimeProbeTest {

  private static final int KEYS = 3;
  private static final long MS = 1_000_000;

  private final LifetimeProbe probe = probe(KEYS, 0);

  private static LifetimeProbe probe(int capacity, double jitter) {
    L1Config l1 = new L1Config(true, capacity, Duration.ofMillis(100), L1Config.Policy.LRU);
    L2Config l2 = new L2Config(true, Duration.ofMillis(1_000), null, 1_000);
    return LifetimeProbe.of(new CacheConfig(l1, l2, jitter, false, false, false), 2, KEYS);
  }

  private void get(LifetimeProbe at, int node, Outcome outcome, long sent, long ended) {
    at.asked(node, 1);
    at.answered(node, 1, outcome, true, sent * MS, ended * MS);
  }

  private void get(Outcome outcome, long sent, long ended) {
    get(probe, 0, outcome, sent, ended);
  }

  private long overrun() {
    return probe.takeWorstOverrunNanos() / MS;
  }

  private long early() {
    return probe.takeWorstEarlyNanos() / MS;
  }

  @Test
  void aHitWithinTheTimeToLiveIsNoOverrun() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L1, 110, 111);

    assertThat(overrun()).isZero();
  }

  @Test
  void aHitAfterItIs() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L1, 140, 141);
    get(Outcome.L1, 130, 131);

    assertThat(overrun()).isEqualTo(30);
    assertThat(overrun()).isZero();
  }

  @Test
  void anAnswerFromElsewhereTooSoonIsEarly() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L2, 60, 61);

    assertThat(early()).isEqualTo(39);
  }

  @Test
  void oneInTimeIsNot() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L2, 99, 100);

    assertThat(early()).isZero();
  }

  /** Who waited for another's load has an entry that counts from that load's start. */
  @Test
  void ofLoadsThatOverlapTheFirstOneCounts() {
    get(Outcome.ORIGIN, 0, 60);
    get(probe, 1, Outcome.ORIGIN, 50, 61);
    get(Outcome.L2, 980, 981);
    get(Outcome.L2, 1_005, 1_006);

    assertThat(early()).isZero();
  }

  @Test
  void ofLoadsThatFollowEachOtherTheLastOneCounts() {
    get(Outcome.ORIGIN, 0, 40);
    get(Outcome.ORIGIN, 1_050, 1_060);
    get(Outcome.L2, 1_970, 1_971);
    get(Outcome.L2, 2_005, 2_006);

    assertThat(early()).isEqualTo(44); // of 2,050, when the entry in L2 ends
  }

  /** The copy may end with the entry in Redis. */
  @Test
  void aCopyOwesNoMoreThanItsSourceHadLeft() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L2, 980, 981);
    get(Outcome.ORIGIN, 1_000, 1_010);

    assertThat(early()).isZero();
  }

  @Test
  void ofAnEntryOfUnknownAgeNothingIsOwed() {
    get(Outcome.L2, 0, 1);
    get(Outcome.ORIGIN, 2, 12);

    assertThat(early()).isZero();
  }

  @Test
  void aCallThatOverlapsWithTheFillIsNotEarly() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.ORIGIN, 5, 12);

    assertThat(early()).isZero();
  }

  @Test
  void jitterIsNotOwed() {
    LifetimeProbe jittered = probe(KEYS, 0.5);
    get(jittered, 0, Outcome.ORIGIN, 0, 10);
    get(jittered, 0, Outcome.L2, 50, 51);

    assertThat(jittered.takeWorstEarlyNanos()).isZero();
  }

  @Test
  void anEvictionIsNotTakenForAnEarlyExpiry() {
    LifetimeProbe small = probe(KEYS - 1, 0);
    get(small, 0, Outcome.ORIGIN, 0, 10);
    get(small, 0, Outcome.L2, 50, 51);

    assertThat(small.takeWorstEarlyNanos()).isZero();
  }

  @Test
  void nodesFillEachTheirOwn() {
    get(Outcome.ORIGIN, 0, 10);
    get(probe, 1, Outcome.L2, 50, 51);
    get(probe, 1, Outcome.L1, 120, 121);

    assertThat(overrun()).isZero();
    assertThat(early()).isZero();
  }

  /** The open call may have filled L1 already, though its answer is not here yet. */
  @Test
  void aHitWhileAnotherCallIsOpenProvesNothing() {
    get(Outcome.ORIGIN, 0, 10);
    probe.asked(0, 1);
    get(Outcome.L1, 500, 501);
    probe.answered(0, 1, Outcome.ORIGIN, true, 490 * MS, 510 * MS);

    assertThat(overrun()).isZero();
  }

  @Test
  void afterAWriteNothingIsKnownUntilTheNextFill() {
    get(Outcome.ORIGIN, 0, 10);
    probe.wrote(1, 20 * MS);
    get(Outcome.L1, 500, 501);
    get(Outcome.ORIGIN, 15, 510);
    get(Outcome.L1, 900, 901);
    assertThat(overrun()).isZero();

    get(Outcome.ORIGIN, 1_000, 1_010);
    get(Outcome.L1, 1_120, 1_121);
    assertThat(overrun()).isEqualTo(10);
  }

  @Test
  void afterAnErrorOrAStaleAnswerNothingIsKnown() {
    for (Outcome outcome : new Outcome[] {Outcome.ERROR, Outcome.STALE, Outcome.NEGATIVE}) {
      get(Outcome.ORIGIN, 0, 10);
      get(outcome, 120, 130);
      get(Outcome.L1, 500, 501);
      assertThat(overrun()).as(outcome.word()).isZero();
    }
  }

  @Test
  void whatWasTakenOutIsNotEarly() {
    get(Outcome.ORIGIN, 0, 10);
    probe.emptied(20 * MS);
    get(Outcome.L2, 50, 51);

    assertThat(early()).isZero();
  }

  @Test
  void aWindowHasItsOwnExtremes() {
    get(Outcome.ORIGIN, 0, 10);
    get(Outcome.L1, 140, 141);
    probe.stale(5);

    LifetimeProbe.ClockWindow first = probe.nextWindow();
    get(Outcome.L1, 120, 121);
    LifetimeProbe.ClockWindow second = probe.nextWindow();

    assertThat(first.overrunNanos()).isEqualTo(30 * MS);
    assertThat(first.staleNanos()).isEqualTo(5);
    assertThat(second.overrunNanos()).isEqualTo(10 * MS);
    assertThat(second.staleNanos()).isZero();
  }

  @Test
  void offMeasuresNothing() {
    LifetimeProbe off = LifetimeProbe.off();
    get(off, 0, Outcome.ORIGIN, 0, 10);
    get(off, 0, Outcome.L1, 500, 501);

    assertThat(off.isOn()).isFalse();
    assertThat(off.takeWorstOverrunNanos()).isZero();
  }
}
