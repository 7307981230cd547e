package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks which nodes a fault strikes: {@code nodes} or {@code node-N}. */
final class NodeNames {

  static final String NODES = "nodes";

  private static final Pattern NODE = Pattern.compile("node-(0|[1-9][0-9]{0,5})");
  private static final int PREFIX = "node-".length();

  private final FaultsReader.Parts parts;

  NodeNames(FaultsReader.Parts parts) {
    this.parts = parts;
  }

  /** Returns whether a word is about nodes, be it right or wrong. */
  static boolean isAboutNodes(@Nullable String on) {
    return on != null && on.startsWith("node");
  }

  /** Returns whether two faults of nodes strike one in common. */
  static boolean isShared(@Nullable String one, @Nullable String other) {
    return one == null
        || other == null
        || one.equals(other)
        || one.equals(NODES)
        || other.equals(NODES);
  }

  /** Returns whether the word names nodes; whether there are such is another question. */
  static boolean isName(String word) {
    return word.equals(NODES) || NODE.matcher(word).matches();
  }

  /** Refuses the name of a node that there is not. */
  void checkExists(Cursor on) {
    if (!on.word().equals(NODES)
        && Integer.parseInt(on.word().substring(PREFIX)) >= parts.nodes()) {
      on.problem(
          "there is no " + on.word() + ": nodes count from 0, and there are " + parts.nodes(),
          "write `on: node-" + (parts.nodes() - 1) + "`, or raise `nodes`");
    }
  }

  /** Checks a fault that strikes the processes of nodes. */
  void checkProcesses(FaultKind kind, Fields fields) {
    Cursor on = fields.require("on", "say which: `on: node-0`, or `on: nodes` for all of them");
    if (on == null) {
      return;
    }
    if (!isName(on.word())) {
      on.problem(
          kind.word() + " strikes `nodes` or one such as `node-0`, but was on " + on.word(),
          "write `on: node-0`");
      return;
    }
    checkExists(on);
    if (!parts.hasProcesses()) {
      on.problem(
          kind.word() + " of a node needs nodes in processes of their own",
          "write `nodes: {count: %d, isolation: process}`".formatted(parts.nodes()));
    }
  }
}
