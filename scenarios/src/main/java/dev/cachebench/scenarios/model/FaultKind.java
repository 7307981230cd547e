package dev.cachebench.scenarios.model;

import java.util.Locale;
import java.util.Optional;

/** Every fault that a scenario may name; those that come later are refused before a run. */
public enum FaultKind {
  /** Every copy of every key expires at one instant. */
  EXPIRE_ALL(true, true),
  DOWN(true, false),
  LATENCY(true, false),
  TIMEOUT(true, false),
  HALF_OPEN(false, false),
  RESET_PEER(true, false),
  BANDWIDTH(true, false),
  SLOW_CLOSE(false, false),
  SLICER(false, false),
  LIMIT_DATA(false, false),
  KILL(true, false),
  PAUSE(true, false),
  RESTART(false, false),
  FAILOVER(false, false),
  FLUSH(true, true),
  EVICT(false, true),
  CORRUPT(false, true),
  MAXMEMORY(false, false),
  BUSY(false, false),
  CLIENT_PAUSE(false, false),
  READ_ONLY(false, false),
  LOADING(false, false),
  SKEW(true, false),
  STEP(true, true),
  DRIFT(true, false),
  SLOW(true, false),
  ERRORS(true, false),
  HANG(false, false),
  CAPACITY(false, false),
  GC_PAUSE(false, false),
  PUB_SUB_LOSS(false, false);

  private final boolean available;
  private final boolean instantaneous;

  FaultKind(boolean available, boolean instantaneous) {
    this.available = available;
    this.instantaneous = instantaneous;
  }

  /** Returns the word of the scenario file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether this version can do it. */
  public boolean isAvailable() {
    return available;
  }

  /** Returns where it strikes, as {@code on} says it; clock faults say it themselves. */
  public String place() {
    return switch (this) {
      case SLOW, ERRORS, HANG, CAPACITY -> "origin";
      default -> "redis";
    };
  }

  /** Returns whether it needs a proxy between the caches and Redis. */
  public boolean isNetwork() {
    return switch (this) {
      case DOWN, LATENCY, TIMEOUT, RESET_PEER, BANDWIDTH, SLOW_CLOSE, SLICER, LIMIT_DATA -> true;
      default -> false;
    };
  }

  /** Returns whether it is one of several effects that may lie on a connection at once. */
  public boolean isToxic() {
    return isNetwork() && this != DOWN;
  }

  /** Returns whether it needs a Redis process that the tool has started. */
  public boolean isProcess() {
    return this == KILL || this == PAUSE || this == RESTART;
  }

  /** Returns whether it moves a clock: that of a node, of all nodes, or of Redis. */
  public boolean isClock() {
    return this == SKEW || this == STEP || this == DRIFT;
  }

  /** Returns whether it happens at a point in time, so that it may repeat with {@code every}. */
  public boolean isInstantaneous() {
    return instantaneous;
  }

  /** Returns the fault of that word, if there is one. */
  public static Optional<FaultKind> of(String word) {
    for (FaultKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
