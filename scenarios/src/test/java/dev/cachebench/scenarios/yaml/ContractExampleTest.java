package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.LoadsConfig;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.model.ValuesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractExampleTest {
  private static final LoadsConfig LOADS =
      new LoadsConfig(
          new LoadsConfig.Background(true, Duration.ofMillis(100), Duration.ofSeconds(2)),
          new LoadsConfig.Retry(true, 0.1, 10, 1, Duration.ofMillis(20)),
          new LoadsConfig.Negative(true, Duration.ofSeconds(5), 1_000),
          new LoadsConfig.Errors(true, Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30), 1_000),
          new LoadsConfig.Early(true, 1, 0.5, Duration.ofSeconds(5)),
          LoadsConfig.Ahead.OFF);

  private final ScenarioDocument document =
      ScenarioReader.parse("contract.yaml", Texts.contract(), List.of());
  private final Scenario scenario = document.scenario();

  @Test
  void readsTheHead() {
    assertThat(scenario.name()).isEqualTo("redis-outage");
    assertThat(scenario.question()).startsWith("Redis is gone for 10 s");
    assertThat(scenario.answer()).contains("{hardened.outage.error-ratio}");
    assertThat(scenario.seed()).isEqualTo(42);
    assertThat(scenario.redis()).isEqualTo(RedisConfig.embedded());
    assertThat(scenario.proxy()).isEqualTo(dev.cachebench.scenarios.model.ProxyConfig.EMBEDDED);
    assertThat(scenario.nodes()).isEqualTo(2);
    assertThat(scenario.nodeIsolation()).isEqualTo("thread");
  }

  @Test
  void readsTheWorkload() {
    assertThat(scenario.origin())
        .isEqualTo(
            new OriginConfig(
                new ServiceTime.Lognormal(Duration.ofMillis(20), Duration.ofMillis(120)), 64, 0));
    assertThat(scenario.keys())
        .isEqualTo(new KeysConfig(20_000, new KeyDistribution.Zipfian(0.99)));
    assertThat(scenario.values())
        .isEqualTo(new ValuesConfig(new DataSize(1024), new DataSize(1024)));
    assertThat(scenario.operations()).isEqualTo(new OperationWeights(95, 5, 0, 0));
    assertThat(scenario.load()).isEqualTo(new LoadModel.Open(new Rate(1500), Arrivals.POISSON));
    assertThat(scenario.maxInFlight()).isEqualTo(1000);
    assertThat(scenario.preload())
        .isEqualTo(new PreloadConfig(PreloadConfig.Tiers.ALL, PreloadConfig.Ages.SPREAD));
    assertThat(scenario.warmup()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void laysPresetsAndOwnKeysOverTheCommonGround() {
    Duration ttl = Duration.ofSeconds(10);
    L2Config l2 =
        new L2Config(
            true,
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            1000,
            new L2Config.Link(1, Duration.ofSeconds(1), Duration.ofSeconds(2), true, 10_000),
            new L2Config.Payload(L2Config.Payload.OFF, 1 << 20));
    L2Config unbudgeted = new L2Config(true, Duration.ofSeconds(60), null, 1000);
    BreakerConfig breaker =
        new BreakerConfig(
            true,
            0.5,
            0.8,
            Duration.ofMillis(40),
            new BreakerConfig.Window.Calls(100),
            20,
            0,
            new BreakerConfig.Open(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5), 0.2),
            5);
    OriginLimitConfig limit = new OriginLimitConfig(true, 64, 256, 32);
    CacheConfig hardened =
        new CacheConfig(
            new L1Config(true, 2000, ttl, L1Config.Policy.W_TINYLFU),
            l2,
            0.1,
            true,
            true,
            true,
            breaker,
            limit,
            Duration.ofSeconds(60),
            LOADS);
    CacheConfig withoutBreaker =
        new CacheConfig(
            hardened.l1(),
            l2,
            0.1,
            true,
            true,
            true,
            BreakerConfig.OFF,
            limit,
            Duration.ofSeconds(60),
            LOADS);
    CacheConfig reviewed =
        new CacheConfig(
            new L1Config(true, 2000, ttl, L1Config.Policy.LRU), unbudgeted, 0, false, false, false);
    CacheConfig none =
        new CacheConfig(
            new L1Config(false, 10_000, ttl, L1Config.Policy.W_TINYLFU),
            new L2Config(false, Duration.ofSeconds(60), Duration.ofMillis(50), 1000),
            0,
            false,
            false,
            false);

    assertThat(scenario.targets())
        .containsExactly(
            new TargetConfig("none", Preset.NONE, Role.BASELINE, none),
            new TargetConfig("reviewed", Preset.REVIEWED, Role.CONTROL, reviewed),
            new TargetConfig("hardened", Preset.HARDENED, Role.CANDIDATE, hardened),
            new TargetConfig("no-breaker", Preset.HARDENED, Role.CONTROL, withoutBreaker));
  }

  @Test
  void resolvesPhasesAndFaults() {
    LoadModel load = scenario.load();
    assertThat(scenario.phases())
        .containsExactly(
            new PhaseConfig("steady", Duration.ofSeconds(8), load),
            new PhaseConfig("outage", Duration.ofSeconds(10), load),
            new PhaseConfig("recovery", Duration.ofSeconds(7), load));
    assertThat(scenario.faults())
        .containsExactly(
            new FaultConfig(
                FaultKind.DOWN,
                "redis",
                "outage",
                Duration.ofSeconds(8),
                Duration.ofSeconds(10),
                null,
                Map.of()));
  }

  @Test
  void readsGatesExpectationsAndClaims() {
    assertThat(scenario.gates()).hasSize(4).allMatch(gate -> gate.target() == null);
    assertThat(scenario.gates().get(1).phase()).isEqualTo("outage");
    assertThat(scenario.gates().get(1).require().limit()).isEqualTo(new Limit.Literal(250e6));
    assertThat(scenario.gates().get(2).require().limit())
        .isEqualTo(new Limit.OtherTarget("none", 0.2));
    assertThat(scenario.gates().get(3).phase()).isNull();
    assertThat(scenario.expect()).hasSize(1);
    assertThat(scenario.expect().get(0).target()).isEqualTo("reviewed");
    assertThat(scenario.expect().get(0).phase()).isEqualTo("outage");
    assertThat(scenario.expect().get(0).that().operator()).isEqualTo(Operator.GREATER);
    assertThat(scenario.expect().get(0).that().limit()).isEqualTo(new Limit.Literal(0.01));
    assertThat(scenario.claims())
        .extracting(claim -> claim.claim().text(), claim -> claim.subject())
        .containsExactly(
            tuple("1013x", new ClaimConfig.Measured("hardened", "none", "steady")),
            tuple(
                "1013x",
                new ClaimConfig.Figures(Duration.ofMillis(619), Duration.ofNanos(610_000), null)));
  }

  @Test
  void asksForNothingThatIsNotAvailable() {
    assertThat(document.unavailable()).isEmpty();
    assertThat(Texts.messages(Texts.contract())).isEmpty();
  }
}
