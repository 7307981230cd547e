package dev.cachebench.engine;

/** Says that a loader asked the cache for a key whose load waits for that loader: a dead-lock. */
public final class ReentrantLoadException extends CacheException {

  private static final long serialVersionUID = 1L;

  ReentrantLoadException(Object key, String cycle) {
    super(
        "load of key "
            + key
            + " must not wait for itself, but does: "
            + cycle
            + "; read the inner key from the origin instead of the cache",
        null,
        true);
  }
}
