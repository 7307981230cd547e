package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.history.Defect;
import dev.cachebench.scenarios.history.Finding;
import dev.cachebench.scenarios.history.HistoryChecker;
import dev.cachebench.scenarios.history.HistoryEntry;
import dev.cachebench.scenarios.history.HistoryFiles;
import dev.cachebench.scenarios.history.HistoryWriter;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Caches that are broken on purpose, driven by a load: the history of the run gives each away, by
 * the operations that prove it.
 */
class PlantedInHistoryTest {

  private static final String STRUCK = "k5";

  @TempDir Path folder;

  private final Map<String, byte[]> cache = new HashMap<>();
  private VirtualRun run;

  /** What a cache does wrong to one key. */
  private record Defects(
      Predicate<String> ignoresPuts,
      Predicate<String> ignoresInvalidations,
      Predicate<String> mixesUp,
      Predicate<String> isDamaged) {

    static final Predicate<String> NONE = key -> false;
    static final Predicate<String> ONE = STRUCK::equals;
  }

  private static final Defects SOUND =
      new Defects(Defects.NONE, Defects.NONE, Defects.NONE, Defects.NONE);

  /** Runs a load with puts, updates and deletes and checks its history. */
  private HistoryChecker.Result check(Defects defects) {
    HistoryFiles files = new HistoryFiles(folder, "tested", 1);
    try (HistoryWriter writer = new HistoryWriter(files, 100_000)) {
      run =
          new VirtualRun(
              LoadScenarios.scenario()
                  .keys(10, new KeyDistribution.Uniform())
                  .operations(85, 5, 5, 5)
                  .phase("steady", Duration.ofSeconds(20))
                  .build(),
              Duration.ofSeconds(1),
              self -> (node, key) -> get(self, defects, key),
              writer);
      run.target.onInvalidate = key -> invalidate(defects, key);
      run.target.onPut = (key, value) -> put(defects, key, value);
      run.run();
    }
    return new HistoryChecker(files, VirtualRun.SECOND, false).check();
  }

  private java.util.concurrent.CompletionStage<dev.cachebench.scenarios.target.Answer> get(
      VirtualRun self, Defects defects, String key) {
    String asked = defects.mixesUp().test(key) ? "k6" : key;
    byte[] value = cache.computeIfAbsent(asked, k -> self.state.value(self.names.index(k)));
    if (value != null && defects.isDamaged().test(key)) {
      value = value.clone();
      value[value.length / 2] ^= 1;
    }
    return java.util.concurrent.CompletableFuture.completedFuture(
        FakeTarget.answer(Outcome.L1, value));
  }

  private void invalidate(Defects defects, String key) {
    if (!defects.ignoresInvalidations().test(key)) {
      cache.remove(key);
    }
  }

  private void put(Defects defects, String key, byte[] value) {
    if (!defects.ignoresPuts().test(key)) {
      cache.put(key, value);
    }
  }

  private void assertWitness(Finding finding, Operation write) {
    List<HistoryEntry> witness = finding.witness();
    assertThat(witness).hasSizeBetween(2, 3);
    assertThat(witness).allMatch(entry -> run.names.name(entry.key()).equals(STRUCK));
    HistoryEntry lost = witness.get(witness.size() - 2);
    assertThat(lost.operation()).isEqualTo(write);
    assertThat(finding.answer().version()).isLessThan(lost.version());
    assertThat(finding.answer().invokedNanos()).isGreaterThan(lost.endedNanos());
  }

  private static List<Finding> kept(HistoryChecker.Result result, Defect defect) {
    return result.kept().stream().filter(finding -> finding.defect() == defect).toList();
  }

  @Test
  void aSoundCacheHasNothingToHide() {
    HistoryChecker.Result result = check(SOUND);

    assertThat(result.entries()).isEqualTo(2_000);
    assertThat(result.kept()).isEmpty();
  }

  @Test
  void aLostWriteIsFound() {
    HistoryChecker.Result result =
        check(new Defects(Defects.ONE, Defects.NONE, Defects.NONE, Defects.NONE));

    assertThat(result.count(Defect.LOST_WRITES)).isPositive();
    assertThat(kept(result, Defect.LOST_WRITES))
        .isNotEmpty()
        .allSatisfy(finding -> assertWitness(finding, Operation.PUT));
  }

  @Test
  void aLostInvalidationAndAResurrectedDeleteAreFound() {
    HistoryChecker.Result result =
        check(new Defects(Defects.NONE, Defects.ONE, Defects.NONE, Defects.NONE));

    assertThat(result.count(Defect.LOST_INVALIDATIONS)).isPositive();
    assertThat(kept(result, Defect.LOST_INVALIDATIONS))
        .isNotEmpty()
        .allSatisfy(finding -> assertWitness(finding, Operation.UPDATE));
    assertThat(result.count(Defect.RESURRECTED_DELETES)).isPositive();
    assertThat(kept(result, Defect.RESURRECTED_DELETES))
        .isNotEmpty()
        .allSatisfy(finding -> assertWitness(finding, Operation.DELETE));
  }

  @Test
  void valuesFromBeyondTheBoundAreAsManyAsWereSeenAtTheTime() {
    HistoryChecker.Result result =
        check(new Defects(Defects.ONE, Defects.ONE, Defects.NONE, Defects.NONE));

    assertThat(result.count(Defect.STALE_READS_BEYOND_BOUND))
        .isPositive()
        .isEqualTo(run.sink.count("steady", "stale-reads-beyond-bound"));
  }

  @Test
  void anotherKeysValuesAreAsManyAsWereSeenAtTheTime() {
    HistoryChecker.Result result =
        check(new Defects(Defects.NONE, Defects.NONE, Defects.ONE, Defects.NONE));

    assertThat(result.count(Defect.WRONG_VALUES))
        .isPositive()
        .isEqualTo(run.sink.count("steady", "wrong-values"));
    assertThat(kept(result, Defect.WRONG_VALUES))
        .allMatch(finding -> finding.answer().version() <= 0);
  }

  @Test
  void damagedValuesAreAsManyAsWereSeenAtTheTime() {
    HistoryChecker.Result result =
        check(new Defects(Defects.NONE, Defects.NONE, Defects.NONE, Defects.ONE));

    assertThat(result.count(Defect.WRONG_VALUES))
        .isPositive()
        .isEqualTo(run.sink.count("steady", "wrong-values"));
  }
}
