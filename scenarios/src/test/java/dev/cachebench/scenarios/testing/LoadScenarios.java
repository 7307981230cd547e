package dev.cachebench.scenarios.testing;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.DataSize;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds scenarios for tests of the load; every setting has a default. */
public final class LoadScenarios {

  private long seed = 42;
  private int nodes = 1;
  private KeysConfig keys = new KeysConfig(1000, new KeyDistribution.Uniform());
  private OperationWeights operations = new OperationWeights(1, 0, 0, 0);
  private LoadModel load = open(100, Arrivals.CONSTANT);
  private int maxInFlight = 1000;
  private Duration warmup = Duration.ZERO;
  private final List<PhaseConfig> phases = new ArrayList<>();
  private final List<TargetConfig> targets = new ArrayList<>(List.of(target("only")));

  /** Starts from the defaults: 100/s constant gets of 1000 uniform keys on one node. */
  public static LoadScenarios scenario() {
    return new LoadScenarios();
  }

  /** Returns an open load. */
  public static LoadModel.Open open(double perSecond, Arrivals arrivals) {
    return new LoadModel.Open(new Rate(perSecond), arrivals);
  }

  public LoadScenarios seed(long value) {
    seed = value;
    return this;
  }

  public LoadScenarios nodes(int value) {
    nodes = value;
    return this;
  }

  public LoadScenarios keys(int count, KeyDistribution distribution) {
    keys = new KeysConfig(count, distribution);
    return this;
  }

  public LoadScenarios operations(double get, double put, double update, double delete) {
    operations = new OperationWeights(get, put, update, delete);
    return this;
  }

  public LoadScenarios load(LoadModel value) {
    load = value;
    return this;
  }

  public LoadScenarios maxInFlight(int value) {
    maxInFlight = value;
    return this;
  }

  public LoadScenarios warmup(Duration value) {
    warmup = value;
    return this;
  }

  public LoadScenarios phase(String name, Duration duration) {
    phases.add(new PhaseConfig(name, duration, load));
    return this;
  }

  public LoadScenarios another(String targetName) {
    targets.add(target(targetName));
    return this;
  }

  /** Returns the scenario. */
  public Scenario build() {
    return new Scenario(
        "test",
        "",
        "",
        seed,
        RedisConfig.embedded(),
        ProxyConfig.OFF,
        nodes,
        "thread",
        new OriginConfig(new ServiceTime.Fixed(Duration.ofMillis(20)), 64, 0),
        keys,
        new ValuesConfig(new DataSize(100), new DataSize(100)),
        operations,
        targets,
        load,
        maxInFlight,
        new PreloadConfig(PreloadConfig.Tiers.NONE, PreloadConfig.Ages.SPREAD),
        warmup,
        phases,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        HistoryConfig.OFF);
  }

  private static TargetConfig target(String name) {
    CacheConfig cache =
        new CacheConfig(
            new L1Config(true, 100, Duration.ofSeconds(10), L1Config.Policy.LRU),
            new L2Config(false, Duration.ofSeconds(60), null, 1000),
            0,
            true,
            true,
            true);
    return new TargetConfig(name, Preset.MEMORY_ONLY, Role.CANDIDATE, cache);
  }
}
