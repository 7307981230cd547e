package dev.cachebench.scenarios.model;

import java.util.Locale;
import java.util.Optional;

/** Every fault that a scenario may name; those that come later are refused before a run. */
public enum FaultKind {
  /** Every copy of every key expires at one instant. */
  EXPIRE_ALL(true, true),
  DOWN(false, false),
  LATENCY(false, false),
  TIMEOUT(false, false),
  HALF_OPEN(false, false),
  RESET_PEER(false, false),
  BANDWIDTH(false, false),
  SLOW_CLOSE(false, false),
  SLICER(false, false),
  LIMIT_DATA(false, false),
  KILL(false, false),
  PAUSE(false, false),
  RESTART(false, false),
  FAILOVER(false, false),
  FLUSH(false, true),
  EVICT(false, true),
  CORRUPT(false, true),
  MAXMEMORY(false, false),
  BUSY(false, false),
  CLIENT_PAUSE(false, false),
  READ_ONLY(false, false),
  LOADING(false, false),
  SKEW(false, false),
  STEP(false, true),
  DRIFT(false, false),
  SLOW(false, false),
  ERRORS(false, false),
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
