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
  DELETE;

  /** Returns the word used in files and on screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
