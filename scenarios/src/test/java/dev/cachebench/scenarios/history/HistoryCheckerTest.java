package dev.cachebench.scenarios.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.workload.KeyNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories written by hand, in ms. */
class HistoryCheckerTest {

  private static final long MILLI = 1_000_000;
  private static final long BOUND = 1_000 * MILLI;
  private static final int KEY = 7;

  @TempDir Path folder;

  private final List<HistoryEntry> entries = new ArrayList<>();

  private HistoryEntry add(
      int node, Operation operation, Outcome outcome, long version, long from, long to) {
    Ending ending =
        outcome != Outcome.ERROR
            ? Ending.OK
            : operation == Operation.GET ? Ending.FAIL : Ending.UNKNOWN;
    HistoryEntry entry =
        new HistoryEntry(
            KEY, node, 1, operation, ending, outcome, version, from * MILLI, to * MILLI);
    entries.add(entry);
    return entry;
  }

  private HistoryEntry write(int node, Operation operation, long version, long from, long to) {
    return add(node, operation, Outcome.OK, version, from, to);
  }

  private HistoryEntry read(int node, Outcome outcome, long version, long from, long to) {
    return add(node, Operation.GET, outcome, version, from, to);
  }

  private HistoryChecker.Result check(boolean isCut) {
    HistoryFiles files = new HistoryFiles(folder, "tested", 1);
    try (HistoryWriter writer = new HistoryWriter(files, 1_000)) {
      entries.forEach(writer::add);
    }
    return new HistoryChecker(files, BOUND, isCut).check();
  }

  private List<HistoryEntry> only(Defect defect) {
    HistoryChecker.Result result = check(false);
    assertThat(result.kept()).singleElement().extracting(Finding::defect).isEqualTo(defect);
    assertThat(result.count(defect)).isEqualTo(1);
    return result.kept().get(0).witness();
  }

  @Test
  void findsNothingInASoundHistory() {
    read(0, Outcome.L1, 1, 0, 1);
    write(0, Operation.PUT, 2, 10, 12);
    read(0, Outcome.L1, 2, 13, 14);
    read(1, Outcome.L1, 1, 13, 14);
    read(1, Outcome.L2, 2, 20, 21);
    write(1, Operation.DELETE, 3, 30, 31);
    read(1, Outcome.ORIGIN, HistoryEntry.ABSENT, 32, 40);
    read(0, Outcome.NEGATIVE, HistoryEntry.ABSENT, 50, 51);
    read(0, Outcome.ERROR, HistoryEntry.NOTHING, 60, 61);

    assertThat(check(false).kept()).isEmpty();
  }

  @Test
  void aReadThatOverlapsAWriteMaySeeEitherSide() {
    write(0, Operation.PUT, 2, 10, 20);
    read(0, Outcome.L2, 1, 15, 16);
    read(0, Outcome.L1, 2, 15, 16);
    read(2, Outcome.L2, 2, 5, 11);
    read(1, Outcome.L2, 1, 20, 25);

    assertThat(check(false).kept()).isEmpty();
  }

  @Test
  void findsAnotherKeysAndDamagedAndImpossibleValues() {
    read(0, Outcome.L2, HistoryEntry.OTHER_KEY, 0, 1);
    read(0, Outcome.L2, HistoryEntry.UNDECODABLE, 0, 1);
    read(0, Outcome.L2, 2, 0, 1);
    read(0, Outcome.L2, HistoryEntry.ABSENT, 0, 1);
    write(0, Operation.PUT, 2, 5, 6);

    assertThat(check(false).count(Defect.WRONG_VALUES)).isEqualTo(4);
  }

  @Test
  void doesNotJudgeAVersionWhoseWriteIsBehindTheCut() {
    read(0, Outcome.L2, 2, 0, 1);

    assertThat(check(true).kept()).isEmpty();
    assertThat(check(false).count(Defect.WRONG_VALUES)).isEqualTo(1);
  }

  @Test
  void findsAValueBeyondTheBoundWithTheWriteThatReplacedIt() {
    HistoryEntry write = write(1, Operation.CHANGE, 2, 10, 10);
    read(0, Outcome.L1, 1, 1_010, 1_011);
    HistoryEntry tooOld = read(0, Outcome.L1, 1, 1_011, 1_012);

    assertThat(only(Defect.STALE_READS_BEYOND_BOUND)).containsExactly(write, tooOld);
  }

  @Test
  void keepsTheOldestOfTheValuesBeyondTheBound() {
    write(1, Operation.CHANGE, 2, 10, 10);
    for (int i = 0; i < 20; i++) {
      read(0, Outcome.L1, 1, 2_000 + i, 2_001 + i);
    }
    HistoryChecker.Result result = check(false);

    assertThat(result.count(Defect.STALE_READS_BEYOND_BOUND)).isEqualTo(20);
    assertThat(result.kept())
        .hasSize(HistoryChecker.KEPT)
        .extracting(finding -> finding.answer().invokedNanos() / MILLI)
        .containsExactly(2_015L, 2_016L, 2_017L, 2_018L, 2_019L);
  }

  @Test
  void findsANodeThatGoesBackInTime() {
    write(1, Operation.CHANGE, 2, 10, 10);
    HistoryEntry newer = read(0, Outcome.L2, 2, 20, 21);
    read(1, Outcome.L1, 1, 22, 23);
    HistoryEntry older = read(0, Outcome.L1, 1, 22, 23);

    assertThat(only(Defect.MONOTONIC_VIOLATIONS)).containsExactly(newer, older);
  }

  @Test
  void findsALostWriteInTheNodeThatMadeIt() {
    write(1, Operation.CHANGE, 2, 5, 5);
    HistoryEntry put = write(0, Operation.PUT, 3, 10, 12);
    HistoryEntry read = read(0, Outcome.L1, 1, 13, 14);

    assertThat(only(Defect.LOST_WRITES)).containsExactly(put, read);
  }

  @Test
  void findsALostWriteInRedisWhicheverNodeReadsIt() {
    HistoryEntry first = write(1, Operation.PUT, 2, 5, 6);
    HistoryEntry second = write(0, Operation.PUT, 3, 10, 12);
    HistoryEntry read = read(2, Outcome.L2, 2, 13, 14);

    assertThat(only(Defect.LOST_WRITES)).containsExactly(first, second, read);
  }

  @Test
  void findsALostInvalidation() {
    HistoryEntry update = write(0, Operation.UPDATE, 2, 10, 12);
    HistoryEntry read = read(0, Outcome.L1, 1, 13, 14);

    assertThat(only(Defect.LOST_INVALIDATIONS)).containsExactly(update, read);
  }

  @Test
  void findsAResurrectedDelete() {
    HistoryEntry delete = write(0, Operation.DELETE, 2, 10, 12);
    HistoryEntry read = read(1, Outcome.L2, 1, 40, 41);

    assertThat(only(Defect.RESURRECTED_DELETES)).containsExactly(delete, read);
  }

  @Test
  void expectsNothingOfAWriteThatWasNeverAcknowledged() {
    add(0, Operation.DELETE, Outcome.ERROR, 2, 10, 12);
    read(0, Outcome.L1, 1, 40, 41);

    assertThat(check(false).kept()).isEmpty();
  }

  @Test
  void checksAHistoryInPartsAsItDoesInOne() {
    HistoryFiles files = new HistoryFiles(folder, "parts", 1);
    try (HistoryWriter writer = new HistoryWriter(files, 1_000)) {
      for (int key = 0; key < 50; key++) {
        writer.add(of(key, Operation.DELETE, 2, 10));
        writer.add(of(key, Operation.GET, 1, 40));
      }
    }
    HistoryChecker.Result whole = new HistoryChecker(files, BOUND, false).check();
    HistoryChecker.Result parts = new HistoryChecker(files, BOUND, false, 7).check();

    assertThat(whole.count(Defect.RESURRECTED_DELETES)).isEqualTo(50);
    assertThat(parts.counts()).isEqualTo(whole.counts());
    assertThat(parts.entries()).isEqualTo(100);
  }

  private static HistoryEntry of(int key, Operation operation, long version, long at) {
    Outcome outcome = operation == Operation.GET ? Outcome.L2 : Outcome.OK;
    return new HistoryEntry(
        key, 0, 1, operation, Ending.OK, outcome, version, at * MILLI, (at + 1) * MILLI);
  }

  @Test
  void saysInWordsWhatProvesIt() {
    write(1, Operation.PUT, 2, 5_000, 5_001);
    write(0, Operation.DELETE, 3, 12_031, 12_033);
    read(1, Outcome.L2, 2, 12_090, 12_091);

    assertThat(WitnessText.of(new KeyNames(10), check(false).kept().get(0)))
        .isEqualTo(
            "k7: node 1 put it (version 2) at 5.0000 s, acknowledged at 5.0010 s; node 0 deleted it"
                + " (version 3) at 12.0310 s, acknowledged at 12.0330 s; node 1, asked at 12.0900 s,"
                + " answered version 2 from L2 at 12.0910 s");
  }
}
