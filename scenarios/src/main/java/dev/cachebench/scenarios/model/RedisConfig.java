package dev.cachebench.scenarios.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis comes from.
 *
 * @param provider who starts it
 * @param uri address of an external one, without password; null otherwise
 * @param image of a container; null is the default one
 */
public record RedisConfig(Provider provider, @Nullable URI uri, @Nullable String image) {

  /** Who starts Redis. */
  public enum Provider {
    /** The tool: a server found on the path, else the one that it brings. */
    EMBEDDED,
    /** The tool, in a container. */
    CONTAINER,
    /** Somebody else; only keys under the run's own prefix are touched. */
    EXTERNAL
  }

  /** Returns the bundled server. */
  public static RedisConfig embedded() {
    return new RedisConfig(Provider.EMBEDDED, null, null);
  }

  /** Returns a server that somebody else has started. */
  public static RedisConfig external(URI uri) {
    return new RedisConfig(Provider.EXTERNAL, uri, null);
  }
}
