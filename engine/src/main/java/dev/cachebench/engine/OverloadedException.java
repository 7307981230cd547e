package dev.cachebench.engine;

/**
 * Says that the origin limit had neither a slot nor room in its queue for a load, and that there
 * was no stale value to serve. Carries no stack trace.
 */
public final class OverloadedException extends CacheException {

  private static final long serialVersionUID = 1L;

  OverloadedException(Object key) {
    super("load of key " + key + " was rejected: the origin limit's queue is full", null, false);
  }

  /** Returns {@link Reason#OVERLOADED}. */
  public Reason reason() {
    return Reason.OVERLOADED;
  }
}
