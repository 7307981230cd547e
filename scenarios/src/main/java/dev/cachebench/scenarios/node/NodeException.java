package dev.cachebench.scenarios.node;

/** A node in a process of its own failed a call, or is gone. */
public final class NodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NodeException(int node, String message) {
    super("node-" + node + ": " + message, null, false, false);
  }
}
