package dev.cachebench.engine;

import dev.cachebench.engine.redis.L2Failure;

/** Why an answer did not come the usual way, or a write did not reach every tier. */
public enum Reason {
  /** Nothing went wrong. */
  NONE,
  /** L2 did not answer within the budget. */
  L2_TIMEOUT,
  /** L2 did not answer, and this JVM stood still for part of the wait, which was extended. */
  L2_PAUSED,
  /** There was no connection to L2, or it broke. */
  L2_DISCONNECTED,
  /** Too many commands were waiting for L2 already. */
  L2_REJECTED,
  /** The breaker kept this from L2, because too much of what came before failed. */
  CIRCUIT_OPEN,
  /** L2 answered that it serves nobody now, for example while loading. */
  L2_REFUSED,
  /** L2 answered, but would not do this, for example a write while out of memory. */
  L2_DENIED,
  /** L2 held bytes that are no entry of this version and codec, or an entry without expiry. */
  L2_UNDECODABLE,
  /** L2 held the entry of another key. */
  L2_WRONG_KEY,
  /** L2 held damaged bytes. */
  L2_CHECKSUM,
  /** The value is larger than L2 takes: L2 has none now. */
  L2_TOO_LARGE,
  /** The loader failed, so the value is a stale one. */
  LOAD_FAILED,
  /** The load took longer than callers wait, so the value is a stale one. */
  LOAD_TIMEOUT,
  /** The origin limit rejected the load, so the value is a stale one. */
  OVERLOADED;

  static Reason of(L2Failure failure) {
    return switch (failure) {
      case NONE -> NONE;
      case TIMEOUT -> L2_TIMEOUT;
      case PAUSED -> L2_PAUSED;
      case DISCONNECTED -> L2_DISCONNECTED;
      case CIRCUIT_OPEN -> CIRCUIT_OPEN;
      case REJECTED -> L2_REJECTED;
      case REFUSED -> L2_REFUSED;
      case DENIED -> L2_DENIED;
      case UNDECODABLE -> L2_UNDECODABLE;
      case WRONG_KEY -> L2_WRONG_KEY;
      case CHECKSUM -> L2_CHECKSUM;
      case TOO_LARGE -> L2_TOO_LARGE;
    };
  }
}
