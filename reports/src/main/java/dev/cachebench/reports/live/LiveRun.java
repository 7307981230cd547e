package dev.cachebench.reports.live;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.RunPlan;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a run is: which arm and phase, which faults last, what nodes think of Redis. Confined to
 * one thread at a time.
 */
final class LiveRun {

  private static final List<String> BREAKER_STATES = List.of("closed", "half-open", "open");

  private final RunPlan plan;
  private final Scenario scenario;
  private final LiveStore store;
  private final LiveRows rows;
  private final double secondsPerArm;
  private String phase = "";

  LiveRun(RunPlan plan, LiveStore store, LiveRows rows) {
    this.plan = plan;
    this.scenario = plan.scenario();
    this.store = store;
    this.rows = rows;
    this.secondsPerArm = plan.expected().toMillis() / 1e3 / Math.max(1, plan.arms().size());
  }

  /** Sets every counter that the run may move to 0: what appears with its first count is missed. */
  void begin() {
    store.set(LiveFamily.ARMS, rows.run(), plan.arms().size());
    for (String result : List.of("ok", "failed")) {
      store.add(LiveFamily.ARMS_ENDED, rows.run().add("result", result), 0);
    }
    for (TargetConfig target : scenario.targets()) {
      begin(target.name());
    }
    left(plan.arms().size() * secondsPerArm);
  }

  private void begin(String target) {
    for (String name : phases()) {
      Labels labels = rows.phase(target, name);
      store.set(LiveFamily.PHASE_ACTIVE, labels, 0);
      LiveRows.COUNTS.values().forEach(family -> store.add(family, labels, 0));
      for (Operation operation : operations(scenario.operations())) {
        for (Outcome outcome : outcomes(operation)) {
          store.add(LiveFamily.OPERATIONS, LiveRows.cell(labels, operation, outcome), 0);
        }
      }
    }
    for (int i = 0; i < scenario.faults().size(); i++) {
      Labels fault = fault(target, scenario.faults().get(i).kind().word(), i);
      store.set(LiveFamily.FAULT_ACTIVE, fault, 0);
      store.add(LiveFamily.FAULTS_STARTED, fault, 0);
      store.add(LiveFamily.FAULTS_FAILED, fault, 0);
    }
    for (int node = 0; node < scenario.nodes(); node++) {
      store.add(LiveFamily.BREAKER_OPENED, node(target, node), 0);
    }
  }

  private List<String> phases() {
    List<String> names = new ArrayList<>();
    if (!scenario.warmup().isZero()) {
      names.add(Scenario.WARMUP);
    }
    scenario.phases().stream().map(PhaseConfig::name).forEach(names::add);
    return names;
  }

  private static List<Operation> operations(OperationWeights weights) {
    List<Operation> asked = new ArrayList<>();
    addIf(weights.get() > 0, Operation.GET, asked);
    addIf(weights.put() > 0, Operation.PUT, asked);
    addIf(weights.update() > 0, Operation.UPDATE, asked);
    addIf(weights.delete() > 0, Operation.DELETE, asked);
    addIf(weights.change() > 0, Operation.CHANGE, asked);
    return asked;
  }

  private static void addIf(boolean isAsked, Operation operation, List<Operation> asked) {
    if (isAsked) {
      asked.add(operation);
    }
  }

  private static List<Outcome> outcomes(Operation operation) {
    List<Outcome> all = new ArrayList<>(List.of(Outcome.values()));
    if (operation == Operation.GET) {
      all.remove(Outcome.OK);
    } else {
      all.retainAll(List.of(Outcome.OK, Outcome.ERROR));
    }
    return all;
  }

  private Labels node(String target, long node) {
    return rows.target(target).add("node", Long.toString(node));
  }

  private Labels fault(String target, String word, long index) {
    return rows.target(target).add("fault", word).add("index", Long.toString(index));
  }

  /** Begins an arm: breakers are closed, and Redis is thought to be there until a node doubts. */
  void started(ArmId arm) {
    left((plan.arms().size() - arm.index()) * secondsPerArm);
    TargetConfig target = scenario.target(arm.target());
    boolean isInRedis =
        target != null
            && target.preset() != Preset.NONE
            && target.preset() != Preset.MEMORY_ONLY
            && target.cache().l2().enabled();
    for (int node = 0; isInRedis && node < scenario.nodes(); node++) {
      store.set(LiveFamily.L2_UP, node(arm.target(), node), 1);
      if (Objects.requireNonNull(target).cache().breaker().enabled()) {
        breaker(node(arm.target(), node), "closed");
      }
    }
  }

  void ended(ArmId arm, boolean isFailed) {
    store.add(LiveFamily.ARMS_ENDED, rows.run().add("result", isFailed ? "failed" : "ok"), 1);
    store.zero(LiveFamily.PHASE_ACTIVE);
    store.zero(LiveFamily.FAULT_ACTIVE);
    for (LiveFamily gone :
        List.of(LiveFamily.BREAKER_STATE, LiveFamily.L2_UP, LiveFamily.IN_FLIGHT)) {
      store.clear(gone);
    }
    left((plan.arms().size() - arm.index() - 1) * secondsPerArm);
  }

  void progress(ArmId arm, ArmProgress progress) {
    left(progress.remainingSeconds() + (plan.arms().size() - 1 - arm.index()) * secondsPerArm);
  }

  private void left(double seconds) {
    double expected = plan.arms().size() * secondsPerArm;
    double share = expected > 0 ? 1 - seconds / expected : 0;
    store.set(LiveFamily.RUN_REMAINING, rows.run(), Math.max(0, seconds));
    store.set(LiveFamily.RUN_PROGRESS, rows.run(), Math.min(1, Math.max(0, share)));
  }

  /** Takes an event of an arm; those that tell nothing of its state are left out. */
  void event(RunEvent event) {
    String target = event.target();
    if (target == null) {
      return;
    }
    switch (event.event()) {
      case "phase-start" -> phase(target, Objects.requireNonNullElse(event.phase(), ""));
      case "phase-end" -> phaseEnded(event);
      case "fault-start" -> fault(target, event, LiveFamily.FAULTS_STARTED);
      case "fault-stop" -> fault(target, event, LiveFamily.FAULT_ACTIVE);
      case "fault-failed" -> fault(target, event, LiveFamily.FAULTS_FAILED);
      case "breaker" -> breaker(target, event);
      case "health" ->
          store.set(
              LiveFamily.L2_UP,
              node(target, Details.count(event, "node")),
              text(event, "l2").equals("down") ? 0 : 1);
      default -> {}
    }
  }

  private void phase(String target, String name) {
    phase = name;
    store.zero(LiveFamily.PHASE_ACTIVE);
    store.set(LiveFamily.PHASE_ACTIVE, rows.phase(target, name), 1);
  }

  /** A phase ends when its last answer has come; the next one has usually begun by then. */
  private void phaseEnded(RunEvent event) {
    if (phase.equals(event.phase())) {
      store.zero(LiveFamily.PHASE_ACTIVE);
    }
  }

  private void fault(String target, RunEvent event, LiveFamily what) {
    int index = (int) Details.count(event, "index");
    Labels fault = fault(target, text(event, "fault"), index);
    if (what.kind().isCounter()) {
      store.add(what, fault, 1);
    }
    if (what != LiveFamily.FAULTS_FAILED) {
      boolean isStart = what == LiveFamily.FAULTS_STARTED;
      store.set(LiveFamily.FAULT_ACTIVE, fault, isStart && lasts(index) ? 1 : 0);
    }
  }

  private boolean lasts(int index) {
    List<FaultConfig> faults = scenario.faults();
    return index < 0 || index >= faults.size() || !faults.get(index).kind().isInstantaneous();
  }

  private void breaker(String target, RunEvent event) {
    Labels node = node(target, Details.count(event, "node"));
    String state = text(event, "state");
    if (state.equals("open")) {
      store.add(LiveFamily.BREAKER_OPENED, node, 1);
    }
    breaker(node, state);
  }

  private void breaker(Labels node, String state) {
    for (String each : BREAKER_STATES) {
      store.set(LiveFamily.BREAKER_STATE, node.add("state", each), each.equals(state) ? 1 : 0);
    }
  }

  private static String text(RunEvent event, String name) {
    return Objects.requireNonNullElse(Details.text(event, name), "");
  }
}
