package dev.cachebench.scenarios.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scenario with every default filled in.
 *
 * <p>Immutable.
 *
 * @param name letters, digits, {@code -} and {@code _}
 * @param question what the run answers; may be empty
 * @param answer a sentence with places such as {@code {hardened.outage.error-ratio}}; may be empty
 * @param seed fans out to keys, arrivals, values, loads and faults; default 42
 * @param redis where Redis comes from
 * @param proxy what stands between the caches and Redis
 * @param nodes instances of the service, each with its own L1, 1 to 64; default 1
 * @param nodeIsolation {@code thread} (all in the arm's JVM) or {@code process} (a JVM for each)
 * @param origin the origin
 * @param keys the catalogue
 * @param values sizes
 * @param operations the mix
 * @param targets in the order of the file, at least one
 * @param load how requests are offered outside of phases with their own
 * @param maxInFlight calls that a target may hold at once; a slot beyond is an error; default 1,000
 * @param preload what is filled beforehand
 * @param warmup uncounted time under load before the first phase; 0 is none; default 5 s
 * @param phases at least one
 * @param faults the fault timeline
 * @param gates rules
 * @param expect expectations of the controls
 * @param claims speedup claims
 * @param abortWhen conditions under which the run ends at once
 * @param history whether every operation is kept and checked afterwards; default off
 */
public record Scenario(
    String name,
    String question,
    String answer,
    long seed,
    RedisConfig redis,
    ProxyConfig proxy,
    int nodes,
    String nodeIsolation,
    OriginConfig origin,
    KeysConfig keys,
    ValuesConfig values,
    OperationWeights operations,
    List<TargetConfig> targets,
    LoadModel load,
    int maxInFlight,
    PreloadConfig preload,
    Duration warmup,
    List<PhaseConfig> phases,
    List<FaultConfig> faults,
    List<GateConfig> gates,
    List<ExpectationConfig> expect,
    List<ClaimConfig> claims,
    List<AbortConfig> abortWhen,
    HistoryConfig history) {

  /** Name of the warm-up in tags, counters and events. */
  public static final String WARMUP = "warmup";

  /** The {@link #nodeIsolation} with a process for each node. */
  public static final String PROCESS = "process";

  /** Copies the lists. */
  public Scenario {
    targets = List.copyOf(targets);
    phases = List.copyOf(phases);
    faults = List.copyOf(faults);
    gates = List.copyOf(gates);
    expect = List.copyOf(expect);
    claims = List.copyOf(claims);
    abortWhen = List.copyOf(abortWhen);
  }

  /** Returns whether each node has a JVM of its own. */
  public boolean hasProcessNodes() {
    return nodeIsolation.equals(PROCESS);
  }

  /** Returns the time from the first phase's start to the last one's end. */
  public Duration measuredTime() {
    return phases.stream().map(PhaseConfig::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the target of that name, or null. */
  public @Nullable TargetConfig target(String targetName) {
    return targets.stream().filter(t -> t.name().equals(targetName)).findFirst().orElse(null);
  }

  /** Returns the target that speedups are measured against, if there is one. */
  public Optional<TargetConfig> baseline() {
    return targets.stream().filter(t -> t.role() == Role.BASELINE).findFirst();
  }
}
