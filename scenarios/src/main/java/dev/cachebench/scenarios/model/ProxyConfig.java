package dev.cachebench.scenarios.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the caches and Redis, for network faults.
 *
 * @param provider who starts it
 * @param uri address of an external one's HTTP interface; null otherwise
 * @param image of a container; null is the default one
 */
public record ProxyConfig(Provider provider, @Nullable URI uri, @Nullable String image) {

  /** No proxy: caches talk to Redis itself. */
  public static final ProxyConfig OFF = new ProxyConfig(Provider.OFF, null, null);

  /** The bundled Toxiproxy. */
  public static final ProxyConfig EMBEDDED = new ProxyConfig(Provider.EMBEDDED, null, null);

  /** Who starts the proxy server. */
  public enum Provider {
    /** There is none. */
    OFF,
    /** The tool, within its own process. */
    EMBEDDED,
    /** The tool, a toxiproxy-server in a container. */
    CONTAINER,
    /** Somebody else. */
    EXTERNAL
  }

  /** Returns whether there is a proxy. */
  public boolean isOn() {
    return provider != Provider.OFF;
  }

  /** Returns whether it runs in a container of the tool's. */
  public boolean isContainer() {
    return provider == Provider.CONTAINER;
  }
}
