package dev.cachebench.scenarios.model;

import java.util.Locale;

/** What one request does; the weights say how often. */
public enum Operation {
  /** Reads through the cache. */
  GET,
  /** Commits a new version at the origin, then writes the cache. */
  PUT,
  /** Commits a new version at the origin, then invalidates. */
  UPDATE,
  /** Removes at the origin, then invalidates. */
  DELETE,
  /**
   * Commits a new version at the origin and tells no cache, as another program that writes to the
   * same database does. It asks nothing of the cache, so it is counted, but has no times.
   */
  CHANGE;

  /** Returns whether it asks something of the cache, so that its time is the cache's. */
  public boolean isOfCache() {
    return this != CHANGE;
  }

  /** Returns the word used in files and on screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
