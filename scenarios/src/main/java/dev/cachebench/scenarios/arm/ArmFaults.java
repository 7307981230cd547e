package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.FaultTimeline;
import dev.cachebench.scenarios.fault.clock.RedisClock;
import dev.cachebench.scenarios.fault.data.RunData;
import dev.cachebench.scenarios.fault.effect.EffectWatch;
import dev.cachebench.scenarios.fault.network.NetworkControl;
import dev.cachebench.scenarios.fault.registry.FaultPlaces;
import dev.cachebench.scenarios.fault.registry.Faults;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.measure.ClockProbe;
import dev.cachebench.scenarios.measure.DriverSettings;
import dev.cachebench.scenarios.measure.LoadDriver;
import dev.cachebench.scenarios.measure.UnderTest;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.workload.SeedFan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The faults of one arm: where they take hold, when they strike, and what was seen of them. */
final class ArmFaults {

  private final ArmPlan plan;
  private final Scenario scenario;
  private final TargetConfig config;
  private final ArmClocks clocks;
  private final Parts parts;
  private final Listener listener;

  /**
   * The processes of an arm.
   *
   * @param redis asks the tool, whose the server is
   * @param admin talks to it past any proxy
   * @param nodes those of the service
   */
  record Parts(ToolRedis redis, RedisAdmin admin, ArmNodes nodes) {}

  /** Hears of faults, on threads of theirs. */
  interface Listener {

    /** One has started, stopped, failed, or been seen. */
    void event(String name, Map<String, Object> details);

    /** One did not do what it was to do, so that figures say nothing. */
    void failed(String why);
  }

  ArmFaults(ArmPlan plan, Scenario scenario, ArmClocks clocks, Parts parts, Listener listener) {
    this.plan = plan;
    this.scenario = scenario;
    this.config = Objects.requireNonNull(scenario.target(plan.target()), plan.target());
    this.clocks = clocks;
    this.parts = parts;
    this.listener = listener;
  }

  /** Runs a load to its end and lets faults strike at their times; none of them outlasts it. */
  void strikeDuring(LoadDriver load, DriverSettings settings, UnderTest under)
      throws InterruptedException {
    List<Fault> faults = new Faults(places(under)).all(scenario.faults());
    try (EffectWatch effects = effects();
        FaultTimeline timeline = timeline(faults, settings, under.target(), effects)) {
      timeline.start();
      load.run();
    }
  }

  /** Removes from Redis every key of this run. */
  void expireL2() {
    if (plan.ownsRedis()) {
      parts.admin().flush();
    } else {
      parts.admin().remove(plan.keyPrefix());
    }
  }

  private EffectWatch effects() {
    return new EffectWatch(
        scenario.faults(),
        plan.redis(),
        plan.keyPrefix(),
        clocks::nanos,
        index -> listener.event("fault-seen", fault(index)));
  }

  private FaultTimeline timeline(
      List<Fault> faults, DriverSettings settings, CacheTarget target, EffectWatch effects) {
    long firstPhase = settings.startNanos() + scenario.warmup().toNanos();
    return new FaultTimeline(
        scenario.faults(),
        faults,
        () -> clocks.nanos() - firstPhase,
        (event, index, message, struck) -> {
          Map<String, Object> details = fault(index);
          target.l2Counts().ifPresent(counts -> details.putAll(l2(counts)));
          if (!message.isEmpty()) {
            details.put("message", message);
            listener.failed(
                "fault " + index + ", " + details.get("fault") + ", failed: " + message);
          }
          effect(event, index, struck, effects).ifPresent(is -> details.put("seen", is));
          listener.event(event, details);
        });
  }

  private Map<String, Object> fault(int index) {
    return new HashMap<>(Map.of("fault", kind(index).word(), "index", index));
  }

  private FaultKind kind(int index) {
    return scenario.faults().get(index).kind();
  }

  private static Map<String, Object> l2(CacheTarget.L2Counts counts) {
    return Map.of("l2-asked", counts.asked(), "l2-failed", counts.failed());
  }

  /** Returns whether a fault that is over has had an effect; empty where nobody can tell. */
  private Optional<Boolean> effect(
      String event, int index, OptionalLong struck, EffectWatch effects) {
    boolean isInstant = kind(index).isInstantaneous();
    if (event.equals("fault-start") && !isInstant) {
      effects.started(index);
      return Optional.empty();
    }
    boolean isSpared = isInstant && !keepsInRedis() && !"origin".equals(kind(index).place());
    if (event.equals("fault-failed") || isSpared) {
      return Optional.empty();
    }
    return struck.isPresent() ? Optional.of(struck.getAsLong() > 0) : effects.ended(index);
  }

  /** A target without a tier in Redis has nothing there that could be lost. */
  private boolean keepsInRedis() {
    return config.preset() != Preset.NONE
        && config.preset() != Preset.MEMORY_ONLY
        && config.cache().l2().enabled();
  }

  private FaultPlaces places(UnderTest under) {
    ArmProxy proxy = plan.proxy();
    long seed = new SeedFan(scenario.seed()).seed(SeedFan.Stream.FAULTS);
    return new FaultPlaces(
        proxy == null ? null : new NetworkControl(proxy.api(), proxy.name()),
        new FaultPlaces.Redis(
            parts.redis(),
            new ServerControl(plan.direct()),
            new RunData(parts.admin(), plan.keyPrefix(), seed)),
        under.origin().weather(),
        new FaultPlaces.Expiry(
            this::expireL2,
            under.target()::expireL1,
            clocks::nanos,
            nanos -> expired(under, nanos)),
        clocks(under),
        parts.nodes().controls());
  }

  private static void expired(UnderTest under, long nanos) {
    under.probe().expired(nanos);
    under.lifetimes().emptied(nanos);
  }

  private FaultPlaces.Clocks clocks(UnderTest under) {
    ClockProbe moves = under.clocks();
    return new FaultPlaces.Clocks(
        parts.nodes().clocks(clocks.nodes()),
        new RedisClock(
            parts.redis(),
            parts.admin(),
            TimeUnit.NANOSECONDS.toMillis(under.target().retentionNanos()),
            census -> moves.counted(census.alive(), census.expired())),
        (index, by, rate) -> clocks.moving(moves, index, by, rate));
  }
}
