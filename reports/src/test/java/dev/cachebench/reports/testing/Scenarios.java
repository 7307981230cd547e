package dev.cachebench.reports.testing;

import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.ExpectationConfig;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.HistoryConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.variant.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scenarios for tests, and short ways to write their parts. */
public final class Scenarios {

  private Scenarios() {}

  /** Two phases of 10 s, the second with an expire-all every 2 s; none, reviewed and hardened. */
  public static Scenario stampede() {
    return of(
        List.of(
            target("none", Preset.NONE, Role.BASELINE, false),
            target("reviewed", Preset.REVIEWED, Role.CONTROL, false),
            target("hardened", Preset.HARDENED, Role.CANDIDATE, true)),
        List.of(
            gate("expiry", "loads-per-expiry.max", Operator.AT_MOST, 4),
            gate(null, "error-ratio", Operator.EQUAL, 0),
            gate("steady", "response-time.p99", Operator.LESS, 20e6),
            gate("steady", "response-time.p99.99", Operator.LESS, 500e6),
            new GateConfig(
                null,
                "steady",
                new GateExpression(
                    metric("origin-rate"),
                    Operator.LESS,
                    new Limit.OtherTarget("none", 0.2),
                    "origin-rate < none * 0.2"),
                false)));
  }

  /** The same with claims of every kind. */
  public static Scenario claimed() {
    return withClaims(
        stampede(),
        List.of(
            claim(
                "1013x", ClaimMetric.MEAN, new ClaimConfig.Measured("hardened", "none", "steady")),
            claim("50x", ClaimMetric.MEAN, new ClaimConfig.Measured("hardened", "none", null)),
            claim(
                "100x", ClaimMetric.HITS_ONLY, new ClaimConfig.Measured("hardened", "none", null)),
            claim("~10x", ClaimMetric.MEAN, new ClaimConfig.Measured("reviewed", "none", "steady")),
            claim(
                "1013x",
                ClaimMetric.MEAN,
                new ClaimConfig.Figures(Duration.ofMillis(619), Duration.ofNanos(610_000), null))));
  }

  private static ClaimConfig claim(String text, ClaimMetric metric, ClaimConfig.Subject subject) {
    return new ClaimConfig(ClaimForm.parse(text), metric, false, subject);
  }

  public static Scenario of(List<TargetConfig> targets, List<GateConfig> gates) {
    LoadModel load = new LoadModel.Open(new Rate(300), Arrivals.POISSON);
    return new Scenario(
        "stampede",
        "Who loads a hot key when every copy expires at once?",
        "Each expiry cost {reviewed.expiry.loads-per-expiry.mean} loads with reviewed, "
            + "{hardened.expiry.loads-per-expiry.mean} with hardened, which missed "
            + "{hardened.served-by.origin} of its gets and gives {hardened.steady.response-time.p99.99}.",
        42,
        RedisConfig.embedded(),
        ProxyConfig.OFF,
        4,
        "thread",
        new OriginConfig(new ServiceTime.Fixed(Duration.ofMillis(20)), 64, 0),
        new KeysConfig(1000, new KeyDistribution.Uniform()),
        new ValuesConfig(new DataSize(1024), new DataSize(1024)),
        new OperationWeights(95, 5, 0, 0),
        targets,
        load,
        1000,
        new PreloadConfig(PreloadConfig.Tiers.ALL, PreloadConfig.Ages.SPREAD),
        Duration.ofSeconds(1),
        List.of(
            new PhaseConfig("steady", Duration.ofSeconds(10), load),
            new PhaseConfig("expiry", Duration.ofSeconds(10), load)),
        List.of(
            new FaultConfig(
                FaultKind.EXPIRE_ALL,
                null,
                "expiry",
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Map.of())),
        gates,
        List.of(
            new ExpectationConfig(
                "reviewed", "expiry", expression("loads-per-expiry.mean", Operator.GREATER, 5))),
        List.of(),
        List.of(),
        HistoryConfig.OFF);
  }

  /** Returns the scenario with other gates. */
  public static Scenario withGates(Scenario s, GateConfig... gates) {
    return of(s.targets(), List.of(gates));
  }

  /** Returns the scenario with claims. */
  public static Scenario withClaims(Scenario s, List<ClaimConfig> claims) {
    return Variant.of(s).rules(s.gates(), s.expect(), claims).build();
  }

  /** Returns the same scenario with tiers that start empty. */
  public static Scenario fromEmpty(Scenario s) {
    return Variant.of(s)
        .preload(new PreloadConfig(PreloadConfig.Tiers.NONE, PreloadConfig.Ages.SPREAD))
        .build();
  }

  /** Returns a scenario in which everything that has a name has this one. */
  public static Scenario named(String name) {
    Scenario s =
        of(
            List.of(
                target("none", Preset.NONE, Role.BASELINE, false),
                target(name, Preset.HARDENED, Role.CANDIDATE, true)),
            List.of());
    GateExpression passing =
        new GateExpression(metric("error-ratio"), Operator.EQUAL, new Limit.Literal(0), name);
    GateExpression failing =
        new GateExpression(metric("hit-ratio"), Operator.LESS, new Limit.Literal(0.1), name);
    return new Scenario(
        name,
        name,
        name,
        s.seed(),
        s.redis(),
        s.proxy(),
        s.nodes(),
        s.nodeIsolation(),
        s.origin(),
        s.keys(),
        s.values(),
        s.operations(),
        s.targets(),
        s.load(),
        s.maxInFlight(),
        s.preload(),
        s.warmup(),
        List.of(new PhaseConfig(name, Duration.ofSeconds(10), s.load())),
        List.of(),
        List.of(
            new GateConfig(null, name, passing, false), new GateConfig(null, name, failing, false)),
        List.of(new ExpectationConfig(name, name, failing)),
        List.of(
            new ClaimConfig(
                new ClaimForm(ClaimForm.Kind.AT_LEAST, 3, Double.POSITIVE_INFINITY, name),
                ClaimMetric.MEAN,
                true,
                new ClaimConfig.Measured(name, "none", name))),
        List.of(),
        HistoryConfig.OFF);
  }

  public static TargetConfig target(String name, Preset preset, Role role, boolean coalescing) {
    L1Config l1 = new L1Config(true, 1000, Duration.ofSeconds(10), L1Config.Policy.LRU);
    L2Config l2 = new L2Config(true, Duration.ofSeconds(60), Duration.ofMillis(50), 1000);
    return new TargetConfig(name, preset, role, new CacheConfig(l1, l2, 0, coalescing, true, true));
  }

  /** Returns a gate on every candidate whose text is written from its parts. */
  public static GateConfig gate(String phase, String metric, Operator operator, double value) {
    return new GateConfig(null, phase, expression(metric, operator, value), false);
  }

  public static GateExpression expression(String metric, Operator operator, double value) {
    String number = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
    return new GateExpression(
        metric(metric),
        operator,
        new Limit.Literal(value),
        "%s %s %s".formatted(metric, operator.sign(), number));
  }

  public static MetricName metric(String word) {
    return Objects.requireNonNull(MetricName.of(word), word);
  }
}
