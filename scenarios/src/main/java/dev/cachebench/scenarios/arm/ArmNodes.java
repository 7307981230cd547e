package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.fault.clock.DriftingClock;
import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.node.NodeJvm;
import dev.cachebench.scenarios.node.NodePlan;
import dev.cachebench.scenarios.node.ProcessTarget;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.target.TargetEnvironment;
import dev.cachebench.scenarios.target.Targets;
import dev.cachebench.scenarios.target.UserClasses;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The nodes of an arm's target: in this JVM, or each in one of its own. */
final class ArmNodes implements AutoCloseable {

  private final CacheTarget target;
  private final @Nullable ProcessTarget processes;

  private ArmNodes(CacheTarget target, @Nullable ProcessTarget processes) {
    this.target = target;
    this.processes = processes;
  }

  /**
   * Makes nodes in this JVM.
   *
   * @param own where a class of the user's own comes from
   */
  static ArmNodes inside(TargetConfig config, TargetEnvironment environment, UserClasses own) {
    return new ArmNodes(Targets.create(config, environment, own), null);
  }

  /** Makes nodes with JVMs of their own. */
  static ArmNodes apart(ArmPlan plan, TargetEnvironment environment) {
    try {
      ProcessTarget made =
          new ProcessTarget(
              environment,
              new ProcessTarget.Launch(
                  NodeJvm.command(),
                  (node, socket) ->
                      new NodePlan(
                          plan.scenario(),
                          plan.target(),
                          node,
                          environment.redis(),
                          environment.keyPrefix(),
                          environment.seed(),
                          plan.classPath(),
                          socket)));
      return new ArmNodes(made, made);
    } catch (IOException e) {
      throw new EnvironmentException(
          "a node's JVM cannot be started: " + e.getMessage(), "write `isolation: thread`");
    }
  }

  CacheTarget target() {
    return target;
  }

  /** Returns what makes each node stand still; empty where that would stop the arm, too. */
  List<NodeControl> controls() {
    return processes == null ? List.of() : processes.controls();
  }

  /**
   * Returns the wall clock of each node.
   *
   * @param inside those of nodes in this JVM
   */
  List<? extends DriftingClock> clocks(List<? extends DriftingClock> inside) {
    return processes == null ? inside : processes.clocks();
  }

  /** Returns the processes by name, for accounts of processor time. */
  Map<String, Supplier<OptionalLong>> ids() {
    Map<String, Supplier<OptionalLong>> ids = new HashMap<>();
    if (processes != null) {
      processes.processes().forEach((name, id) -> ids.put(name, () -> OptionalLong.of(id)));
    }
    return ids;
  }

  @Override
  public void close() {
    target.close();
  }
}
