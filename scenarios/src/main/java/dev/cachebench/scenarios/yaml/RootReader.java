package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.HistoryConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the top of a scenario file, section by section. */
final class RootReader {
  private static final long MAX_SEED = Long.MAX_VALUE;
  private static final Keys LOAD = LoadReader.KEYS.with("max-in-flight");
  private static final int MAX_IN_FLIGHT = 1_000;

  private final Fields root;

  RootReader(Cursor cursor) {
    this.root = cursor.fields(ScenarioKeys.ROOT);
  }

  Scenario scenario() {
    root.require("version", "write `version: 1`", 1L, RootReader::version);
    String name =
        root.require("scenario", "name it: `scenario: redis-outage`", "", c -> c.name(""));
    LoadModel load =
        root.require(
            "load",
            "say how much is asked: `load: {rate: 1500/s}`",
            new LoadModel.None(),
            c -> LoadReader.load(c, LOAD, Arrivals.POISSON));
    CacheLayer common =
        root.read(
            "cache",
            CacheLayer.SILENT,
            c ->
                CacheReader.layer(
                    c.fields(CacheReader.KEYS), CacheLayer.SILENT, CacheDefaults.BREAKER));
    List<TargetConfig> targets =
        root.require(
            "targets",
            "say what is compared: `targets: {none: {preset: none}, hardened: {preset: hardened}}`",
            List.of(),
            c -> new TargetsReader(common).targets(c));
    List<PhaseConfig> phases =
        root.require(
            "phases",
            "say how long: `phases: [{name: steady, duration: 10s}]`",
            List.of(),
            c -> new PhasesReader(load).phases(c));
    EnvironmentReader.Nodes nodes =
        root.read("nodes", EnvironmentReader.Nodes.ONE, EnvironmentReader::nodes);
    RulesReader rules = new RulesReader(names(targets), phaseNames(phases));
    AbortReader abort = new AbortReader(rules, names(targets), phases);
    OriginConfig origin =
        root.require(
            "origin",
            "say how long a load takes: `origin: {service-time: 20ms}`",
            EnvironmentReader.NO_ORIGIN,
            EnvironmentReader::origin);
    RedisConfig redis = root.read("redis", RedisConfig.embedded(), EnvironmentReader::redis);
    ProxyConfig proxy = root.read("proxy", ProxyConfig.OFF, c -> EnvironmentReader.proxy(c, redis));
    return new Scenario(
        name,
        root.read("question", "", c -> c.text("")),
        root.read("answer", "", c -> answer(c, names(targets), phaseNames(phases))),
        root.read("seed", 42L, c -> c.whole(42, -MAX_SEED, MAX_SEED)),
        redis,
        proxy,
        nodes.count(),
        nodes.isolation(),
        origin,
        root.require(
            "keys",
            "say how many keys there are: `keys: {count: 10_000}`",
            WorkloadReader.NO_KEYS,
            WorkloadReader::keys),
        root.read("values", WorkloadReader.ONE_KIB, WorkloadReader::values),
        root.read("operations", WorkloadReader.ONLY_GETS, WorkloadReader::operations),
        targets,
        load,
        maxInFlight(),
        root.read("preload", PhasesReader.NO_PRELOAD, new PhasesReader(load)::preload),
        root.read("warmup", Duration.ofSeconds(5), PhasesReader::warmup),
        phases,
        root.read(
            "faults",
            List.of(),
            c ->
                new FaultsReader(
                        phases,
                        new FaultsReader.Parts(
                            proxy.provider(),
                            redis.provider(),
                            nodes.count(),
                            nodes.hasProcesses(),
                            origin.source() != null))
                    .faults(c)),
        root.read("gates", List.of(), rules::gates),
        root.read("expect", List.of(), rules::expectations),
        root.read("claims", List.of(), c -> claims(c, targets, phases)),
        root.read("abort-when", List.of(), abort::conditions),
        root.read("history", HistoryConfig.OFF, HistoryReader::history));
  }

  private static long version(Cursor cursor) {
    if (cursor.isOf("1") && !cursor.word().equals("1")) {
      cursor.problem("must be 1, the version that is read here, but was " + cursor.word(), null);
    }
    return 1;
  }

  private static String answer(Cursor cursor, List<String> targets, List<String> phases) {
    new AnswerCheck(targets, phases).check(cursor);
    return cursor.text("");
  }

  private static List<ClaimConfig> claims(
      Cursor cursor, List<TargetConfig> targets, List<PhaseConfig> phases) {
    String baseline =
        targets.stream()
            .filter(target -> target.role() == Role.BASELINE)
            .map(TargetConfig::name)
            .findFirst()
            .orElse(null);
    return new ClaimsReader(names(targets), phaseNames(phases), baseline).claims(cursor);
  }

  private int maxInFlight() {
    Cursor load = root.get("load");
    Cursor inside = load == null ? null : load.inside("max-in-flight");
    Cursor top = root.get("max-in-flight");
    if (inside != null && top != null) {
      top.problem("is there twice: `load.max-in-flight` says it too", "keep one of them");
    }
    Cursor cursor = top == null ? inside : top;
    return cursor == null ? MAX_IN_FLIGHT : (int) cursor.whole(MAX_IN_FLIGHT, 1, 1_000_000);
  }

  private static List<String> names(List<TargetConfig> targets) {
    return targets.stream().map(TargetConfig::name).toList();
  }

  private static List<String> phaseNames(List<PhaseConfig> phases) {
    List<String> names = new ArrayList<>(phases.stream().map(PhaseConfig::name).toList());
    names.removeIf(String::isEmpty);
    return names;
  }
}
