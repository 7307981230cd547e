package dev.cachebench.scenarios.node;

/** What a frame between arm and node asks or tells. */
enum FrameKind {
  /** To a node: read the key. */
  GET,
  /** To a node: write key and value. */
  PUT,
  /** To a node: remove the key. */
  INVALIDATE,
  /** To a node: fill tiers with key and value; an age between 0 and 1. */
  PRELOAD,
  /** To a node: expire L1. */
  EXPIRE_L1,
  /** To a node: what the origin answered to its {@link #LOAD}; no value is "not found". */
  LOADED,
  /** To a node: the origin failed its {@link #LOAD}, with a message. */
  LOAD_FAILED,
  /** To a node: move its wall clock by so many ns. */
  SHIFT_CLOCK,
  /** To a node: let its wall clock gain so many seconds in each second. */
  DRIFT_CLOCK,
  /** To a node: stand still for garbage collection for about so many ns. */
  COLLECT,
  /** To a node: answer, if you can. */
  PING,
  /** To a node: close the cache and end. */
  CLOSE,
  /**
   * From a node: the cache is there; its bound of staleness (−1 is none) and retention, ns; its
   * process id.
   */
  READY,
  /** From a node: the cache cannot be made, see {@link Refusal}. */
  REFUSED,
  /** From a node: a get was answered, with outcome, whether it was coalesced, value. */
  ANSWER,
  /** From a node: anything else was done; a collection with its length, ns. */
  DONE,
  /** From a node: it failed, with a message. */
  FAILED,
  /** From a node: so many reads and writes of L2 have ended, and so many of them failed. */
  COUNTS,
  /** From a node: load the key from the origin. */
  LOAD,
  /** From a node: its breaker changed, with the new state. */
  BREAKER,
  /** From a node: it saw Redis go or come back, with {@code down} or {@code up}. */
  HEALTH;

  private static final FrameKind[] ALL = values();

  static FrameKind of(byte code) {
    if (code < 0 || code >= ALL.length) {
      throw new IllegalArgumentException("frame must be of a known kind, but was " + code);
    }
    return ALL[code];
  }

  @SuppressWarnings("EnumOrdinal") // both ends are of one build
  byte code() {
    return (byte) ordinal();
  }
}
