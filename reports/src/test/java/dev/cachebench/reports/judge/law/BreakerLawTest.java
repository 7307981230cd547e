package dev.cachebench.reports.judge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.judge.law.BreakerLaw.Outage;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The cases that a discrete-event simulation of the law was checked against: W = 100, 10 probes.
 */
class BreakerLawTest {

  private static final Scenario SCENARIO = Scenarios.stampede();

  private static TargetConfig target(Duration budget, Duration open) {
    BreakerConfig breaker =
        new BreakerConfig(
            true,
            0.5,
            0.8,
            budget,
            new BreakerConfig.Window.Calls(100),
            20,
            0,
            new BreakerConfig.Open(open, 1, open, 0),
            10);
    CacheConfig cache =
        new CacheConfig(
            new L1Config(true, 1000, Duration.ofSeconds(10), L1Config.Policy.LRU),
            new L2Config(true, Duration.ofSeconds(60), budget, 1000),
            0,
            true,
            true,
            true,
            breaker,
            OriginLimitConfig.OFF,
            null);
    return new TargetConfig("one", Preset.HARDENED, Role.CANDIDATE, cache);
  }

  /** Load, failing time and outage of one node, as many times as the scenario has nodes. */
  private static Prediction of(
      FaultKind kind, double rate, double failing, double seconds, double open, double failed) {
    Duration budget = Duration.ofMillis(Math.max(1, Math.round(failing * 1_000)));
    int nodes = SCENARIO.nodes();
    Outage outage =
        new Outage(seconds, Math.round(rate * seconds * nodes), Math.round(failed * nodes));
    TargetConfig target = target(budget, Duration.ofMillis(Math.round(open * 1_000)));
    return new BreakerLaw(SCENARIO, target).predict(0, kind, List.of(outage)).orElseThrow();
  }

  @Test
  void agreesWithTheSimulationOfTheLaw() {
    int nodes = SCENARIO.nodes();
    assertThat(of(FaultKind.TIMEOUT, 200, .5, 60, 5, 252).predicted() / nodes).isEqualTo(250);
    assertThat(of(FaultKind.TIMEOUT, 1000, .25, 60, 5, 409).predicted() / nodes).isEqualTo(410);
    assertThat(of(FaultKind.TIMEOUT, 1000, 1, 60, 10, 1101).predicted() / nodes)
        .isCloseTo(1_100, within(1e-6));
    assertThat(of(FaultKind.TIMEOUT, 50, .5, 120, 5, 275).predicted() / nodes)
        .isCloseTo(275, within(10.0));
    assertThat(of(FaultKind.DOWN, 1000, 0, 60, 5, 161).predicted() / nodes).isEqualTo(160);
  }

  @Test
  void allowsATenthOrOneEpisode() {
    assertThat(of(FaultKind.DOWN, 1000, 0, 60, 5, 160).isWithin()).isTrue();
    assertThat(of(FaultKind.DOWN, 1000, 0, 60, 5, 175).isWithin()).isTrue();
    assertThat(of(FaultKind.DOWN, 1000, 0, 60, 5, 180).isWithin()).isFalse();
    assertThat(of(FaultKind.DOWN, 1000, 0, 60, 5, 60_000).isWithin()).isFalse();
  }

  @Test
  void saysNothingWhenNobodyAskedRedis() {
    BreakerLaw law = new BreakerLaw(SCENARIO, target(Duration.ofMillis(50), Duration.ofSeconds(1)));

    assertThat(law.predict(0, FaultKind.DOWN, List.of())).isEmpty();
    assertThat(law.predict(0, FaultKind.DOWN, List.of(new Outage(10, 0, 0)))).isEmpty();
  }
}
