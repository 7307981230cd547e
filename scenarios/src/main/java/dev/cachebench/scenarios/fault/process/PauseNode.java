package dev.cachebench.scenarios.fault.process;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Nodes of the service stand still, as in a virtual machine that is moved: nobody is answered, and
 * what waited is answered at the end, by caches that do not know how late it is.
 */
public final class PauseNode implements Fault {

  private static final Duration PATIENCE = Duration.ofMillis(20);

  private final List<NodeControl> nodes;
  private boolean isOn;
  private long struck;

  /** Creates one that pauses these nodes. */
  public PauseNode(List<NodeControl> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  @Override
  public void start() {
    isOn = true;
    struck = 0;
    nodes.forEach(NodeControl::pause);
  }

  @Override
  public void stop() {
    if (isOn) {
      struck = nodes.stream().filter(node -> !node.answers(PATIENCE)).count();
      nodes.forEach(NodeControl::resume);
      isOn = false;
    }
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(struck);
  }
}
