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
  HALF_OPEN(true, false),
  RESET_PEER(true, false),
  BANDWIDTH(true, false),
  SLOW_CLOSE(true, false),
  SLICER(true, false),
  LIMIT_DATA(true, false),
  /** Replies of Redis arrive with other bytes. */
  CORRUPT_REPLIES(true, false),
  /** Two replies of Redis change places. */
  DESYNC(true, false),
  KILL(true, false),
  PAUSE(true, false),
  RESTART(true, false),
  FAILOVER(false, false),
  FLUSH(true, true),
  EVICT(true, true),
  CORRUPT(true, true),
  MAXMEMORY(true, false),
  BUSY(true, false),
  CLIENT_PAUSE(true, false),
  /** Every connection to Redis is ended by it. */
  CLIENT_KILL(true, true),
  /** Redis sleeps, again and again. */
  DEBUG_SLEEP(true, false),
  /** Redis has another password. */
  NO_AUTH(true, false),
  READ_ONLY(true, false),
  LOADING(true, false),
  SKEW(true, false),
  STEP(true, true),
  DRIFT(true, false),
  SLOW(true, false),
  ERRORS(true, false),
  HANG(true, false),
  CAPACITY(true, false),
  /** The JVM of a node stands still for garbage collection. */
  GC_PAUSE(true, false),
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
      case CORRUPT_REPLIES, DESYNC -> true;
      default -> false;
    };
  }

  /** Returns whether it is one of several effects that may lie on a connection at once. */
  public boolean isToxic() {
    return isNetwork() && this != DOWN;
  }

  /** Returns whether it knows Redis's replies, which a real toxiproxy-server does not. */
  public boolean isRespAware() {
    return this == CORRUPT_REPLIES || this == DESYNC;
  }

  /** Returns whether it strikes a process that the tool has started: Redis's, or a node's. */
  public boolean isProcess() {
    return switch (this) {
      case KILL, PAUSE, RESTART, LOADING, GC_PAUSE -> true;
      default -> false;
    };
  }

  /** Returns whether it needs the Redis that the tool bundles, and not one in a container. */
  public boolean isBundled() {
    return this == RESTART || this == LOADING || this == HALF_OPEN;
  }

  /** Returns whether it strikes everybody who uses that Redis, and so needs their leave. */
  public boolean isServerWide() {
    return switch (this) {
      case FLUSH, MAXMEMORY, BUSY, CLIENT_PAUSE, CLIENT_KILL, DEBUG_SLEEP, READ_ONLY -> true;
      default -> false;
    };
  }

  /** Returns whether it moves a clock: that of a node, of all nodes, or of Redis. */
  public boolean isClock() {
    return this == SKEW || this == STEP || this == DRIFT;
  }

  /** Returns whether it happens at a point in time and has no end. */
  public boolean isInstantaneous() {
    return instantaneous;
  }

  /** Returns whether it may happen again and again, with {@code every}. */
  public boolean isRepeatable() {
    return instantaneous || this == GC_PAUSE;
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
