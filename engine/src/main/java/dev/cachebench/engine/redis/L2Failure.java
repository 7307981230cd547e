package dev.cachebench.engine.redis;

/** Why L2 could not answer or take a value. */
public enum L2Failure {
  /** It could. */
  NONE,
  /** Redis did not answer within the budget. */
  TIMEOUT,
  /** Redis did not answer, and this JVM stood still for part of the wait, which was extended. */
  PAUSED,
  /** There is no connection, or it broke while Redis was at work. */
  DISCONNECTED,
  /** As many commands wait already as the queue may hold. */
  REJECTED,
  /** The breaker did not let the command through; never said by a store of its own. */
  CIRCUIT_OPEN,
  /** Redis answered that it serves nobody now: loading, busy, without its master. */
  REFUSED,
  /** Redis answered, but would not do this: out of memory, read-only, no permission, malformed. */
  DENIED,
  /** The bytes are not an envelope of ours, not of this version, without expiry, or unreadable. */
  UNDECODABLE,
  /** The envelope belongs to another key. */
  WRONG_KEY,
  /** The checksum does not match the bytes. */
  CHECKSUM,
  /** The value is larger than the limit: it was not written, and the key was removed. */
  TOO_LARGE
}
