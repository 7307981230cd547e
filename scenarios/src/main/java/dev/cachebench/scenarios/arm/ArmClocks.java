package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.fault.clock.NodeClock;
import dev.cachebench.scenarios.measure.ClockProbe;
import dev.cachebench.scenarios.measure.DriverSettings;
import dev.cachebench.scenarios.measure.LifetimeProbe;
import dev.cachebench.scenarios.measure.LoadClock;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The clocks of an arm: its load's, the wall clocks of its nodes, and what watches the cache while
 * clocks are moved.
 */
final class ArmClocks {

  private final Scenario scenario;
  private final LoadClock clock;
  private final List<NodeClock> nodes;
  private final LifetimeProbe lifetimes;

  ArmClocks(Scenario scenario, TargetConfig target, RunClock runClock, LoadClock clock) {
    this.scenario = scenario;
    this.clock = clock;
    this.nodes =
        IntStream.range(0, scenario.nodes())
            .mapToObj(node -> new NodeClock(runClock::wallMillis, clock::nanos))
            .toList();
    // Watching costs every call a little, so nobody pays for it whose clocks stand still.
    this.lifetimes =
        scenario.faults().stream().anyMatch(fault -> fault.kind().isClock())
            ? LifetimeProbe.of(target.cache(), scenario.nodes(), scenario.keys().count())
            : LifetimeProbe.off();
  }

  /** Returns the time of the load, ns. */
  long nanos() {
    return clock.nanos();
  }

  List<NodeClock> nodes() {
    return nodes;
  }

  LongSupplier wallMillis(int node) {
    return nodes.get(node)::millis;
  }

  LifetimeProbe lifetimes() {
    return lifetimes;
  }

  ClockProbe probe(DriverSettings settings) {
    return new ClockProbe(lifetimes, settings);
  }

  /** Tells a probe of a move that a fault is about to make. */
  void moving(ClockProbe probe, int index, Duration by, double rate) {
    FaultConfig fault = scenario.faults().get(index);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("fault", fault.kind().word());
    details.put("index", index);
    details.put("on", Objects.requireNonNull(fault.on(), "on"));
    details.put("by-nanos", by.toNanos());
    details.put("rate", rate);
    probe.moving(clock.nanos(), details);
  }
}
