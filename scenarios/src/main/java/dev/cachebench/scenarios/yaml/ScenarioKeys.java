package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.yaml.tree.Keys;

/** Every legal key of a scenario file; the shipped JSON Schema has the same. */
final class ScenarioKeys {
  static final Keys ROOT =
      Keys.mapping()
          .with("version", "scenario", "question", "answer", "seed")
          .with("redis", EnvironmentReader.REDIS)
          .with("proxy", EnvironmentReader.PROXY)
          .with("nodes", EnvironmentReader.NODES)
          .with("origin", EnvironmentReader.ORIGIN)
          .with("keys", WorkloadReader.KEYS)
          .with("values", WorkloadReader.VALUES)
          .with("operations", WorkloadReader.OPERATIONS)
          .with("cache", CacheReader.KEYS)
          .with("targets", TargetsReader.KEYS)
          .with("load", LoadReader.KEYS.with("max-in-flight"))
          .with("max-in-flight")
          .with("preload", PhasesReader.PRELOAD)
          .with("warmup")
          .with("phases", PhasesReader.KEYS)
          .with("faults", FaultsReader.KEYS)
          .with("gates", RulesReader.GATES)
          .with("expect", RulesReader.EXPECT)
          .with("claims", ClaimsReader.KEYS)
          .with("sweep", Keys.named(Keys.list(Keys.anything())))
          .with("abort-when", AbortReader.KEYS)
          .with("history", HistoryReader.KEYS);

  private ScenarioKeys() {}
}
