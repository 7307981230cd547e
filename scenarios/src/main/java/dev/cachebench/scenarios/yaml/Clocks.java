package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import org.jspecify.annotations.Nullable;

/** Checks whose clock a fault moves: {@code redis}, {@code nodes} or {@code node-N}. */
final class Clocks {

  private static final String REDIS = "redis";

  private final FaultsReader.Parts parts;

  Clocks(FaultsReader.Parts parts) {
    this.parts = parts;
  }

  /** Returns whether two faults move a clock in common. */
  static boolean isShared(@Nullable String one, @Nullable String other) {
    if (REDIS.equals(one) != REDIS.equals(other)) {
      return one == null || other == null;
    }
    return NodeNames.isShared(one, other);
  }

  void check(FaultKind kind, Fields fields) {
    Cursor on = fields.require("on", "say whose clock: `on: nodes`, `on: node-0` or `on: redis`");
    if (on == null) {
      return;
    }
    if (on.word().equals(REDIS)) {
      redis(kind, on);
    } else if (NodeNames.isName(on.word())) {
      new NodeNames(parts).checkExists(on);
    } else {
      on.problem(
          kind.word()
              + " moves a clock, that of `nodes`, `node-0` or `redis`, but was on "
              + on.word(),
          "write `on: nodes`");
    }
  }

  private void redis(FaultKind kind, Cursor on) {
    if (parts.redis() != RedisConfig.Provider.EMBEDDED) {
      on.problem(
          kind.word() + " moves the clock of the bundled Redis only, not of yours or a container's",
          "write `redis: embedded`, or leave --redis out");
    } else if (kind == FaultKind.DRIFT) {
      on.problem(
          "Redis's clock can be set, not made to drift", "write `fault: step` with `by: 5s`");
    }
  }
}
