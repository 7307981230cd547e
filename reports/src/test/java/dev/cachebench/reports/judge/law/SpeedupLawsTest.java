package dev.cachebench.reports.judge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.variant.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An origin of 20 ms with 64 places, hits of 20 µs. */
class SpeedupLawsTest {

  private static final int KEYS = 1_000;
  private static final OperationWeights GETS = new OperationWeights(1, 0, 0, 0);
  private static final TargetConfig NONE =
      Scenarios.target("none", Preset.NONE, Role.BASELINE, false);

  private static TargetConfig memory(String name, int capacity, L1Config.Policy policy) {
    L1Config l1 = new L1Config(true, capacity, Duration.ofHours(1), policy);
    L2Config l2 = new L2Config(false, Duration.ofSeconds(60), null, 1000);
    CacheConfig cache = new CacheConfig(l1, l2, 0, true, true, true);
    return new TargetConfig(name, Preset.HARDENED, Role.CANDIDATE, cache);
  }

  private static Scenario scenario(
      double rate, OperationWeights mix, KeyDistribution keys, TargetConfig... caches) {
    Scenario base = Scenarios.stampede();
    LoadModel load = new LoadModel.Open(new Rate(rate), Arrivals.POISSON);
    return Variant.of(base)
        .data(new KeysConfig(KEYS, keys), base.values(), mix)
        .targets(Stream.concat(List.of(NONE).stream(), List.of(caches).stream()).toList())
        .only(new PhaseConfig("steady", Duration.ofSeconds(10), load))
        .undisturbed(List.of())
        .build();
  }

  private static TargetReport report(
      String name, double mean, double hitRatio, @Nullable Double speedup) {
    Map<String, Double> metrics =
        speedup == null
            ? Map.of("response-time.mean", mean, "hit-ratio.l1", hitRatio)
            : Map.of("response-time.mean", mean, "hit-ratio.l1", hitRatio, "speedup.mean", speedup);
    Map<String, Interval> intervals =
        speedup == null
            ? Map.of()
            : Map.of("speedup.mean", new Interval(speedup * 0.95, speedup * 1.05, 0.95));
    PhaseReport steady =
        new PhaseReport(
            "steady",
            10,
            metrics,
            Map.of(),
            intervals,
            Map.of("lookups", 3_000L),
            Map.of(),
            null,
            Map.of());
    return new TargetReport(
        name, Preset.HARDENED, Role.CANDIDATE, 1, null, null, null, List.of(steady), steady);
  }

  private static List<Prediction> predictions(Scenario scenario, double origin, double speedup) {
    return new SpeedupLaws(
            scenario,
            List.of(
                report("none", origin, 0, null),
                report("all", 20_000, 1, null),
                report("part", origin / speedup, 0.9, speedup)))
        .predictions();
  }

  private static Scenario usual(double rate) {
    return scenario(
        rate,
        GETS,
        new KeyDistribution.Uniform(),
        memory("all", KEYS, L1Config.Policy.W_TINYLFU),
        memory("part", 900, L1Config.Policy.W_TINYLFU));
  }

  @Test
  void predictsFromCapacityAndArmsOfTheirOwn() {
    Prediction prediction = predictions(usual(300), 20e6, 9.8).get(0);

    assertThat(prediction.target()).isEqualTo("part");
    assertThat(prediction.quantity()).isEqualTo("mean speedup in steady");
    assertThat(prediction.inputs()).containsEntry("h", 0.9).containsEntry("H", 20_000.0);
    assertThat(prediction.predicted()).isCloseTo(1 / (0.9 * 0.001 + 0.1), within(1e-3));
    assertThat(prediction.isWithin()).isTrue();
    assertThat(predictions(usual(300), 20e6, 8).get(0).isWithin()).isFalse();
  }

  @Test
  void reliefOfASaturatedOriginIsPartOfIt() {
    Prediction prediction = predictions(usual(3_180), 60e6, 25).get(0);

    assertThat(prediction.inputs().get("g")).isLessThan(0.5);
    assertThat(prediction.predicted()).isGreaterThan(20);
  }

  @Test
  void moreThanTheOriginCanDoIsNotPredicted() {
    assertThat(predictions(usual(3_300), 60e6, 25)).isEmpty();
  }

  @Test
  void lruHasItsOwnHitRatio() {
    Scenario zipf =
        scenario(
            300,
            GETS,
            new KeyDistribution.Zipfian(0.99),
            memory("all", KEYS, L1Config.Policy.LRU),
            memory("part", 100, L1Config.Policy.LRU));

    assertThat(predictions(zipf, 20e6, 2).get(0).inputs().get("h")).isBetween(0.4, 0.6);
  }

  @Test
  void saysNothingWhereNoLawHolds() {
    TargetConfig all = memory("all", KEYS, L1Config.Policy.W_TINYLFU);
    TargetConfig part = memory("part", 900, L1Config.Policy.W_TINYLFU);
    KeyDistribution uniform = new KeyDistribution.Uniform();

    assertThat(
            predictions(
                scenario(300, new OperationWeights(95, 5, 0, 0), uniform, all, part), 20e6, 9.8))
        .isEmpty();
    assertThat(
            predictions(
                scenario(300, GETS, new KeyDistribution.Zipfian(0.99), all, part), 20e6, 9.8))
        .isEmpty();
    assertThat(predictions(scenario(300, GETS, uniform, part), 20e6, 9.8)).isEmpty();
  }
}
