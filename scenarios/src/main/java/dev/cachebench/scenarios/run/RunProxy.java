package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The proxy server of a run: none, one of our own, or somebody else's. */
final class RunProxy implements AutoCloseable {

  private final @Nullable ProxyServer own;
  private final @Nullable URI api;

  private RunProxy(@Nullable ProxyServer own, @Nullable URI api) {
    this.own = own;
    this.api = api;
  }

  static RunProxy of(Scenario scenario) throws IOException {
    if (scenario.proxy().equals("off")) {
      return new RunProxy(null, null);
    }
    if (scenario.proxy().startsWith("http")) {
      return new RunProxy(null, URI.create(scenario.proxy()));
    }
    ProxyServer server =
        ProxyServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), scenario.seed());
    return new RunProxy(server, server.uri());
  }

  /** Returns the address of its HTTP interface; null without a proxy. */
  @Nullable URI api() {
    return api;
  }

  /**
   * Returns whether it serves this run alone. Then names are free, and the same name in each arm
   * draws the same jitter for each target.
   */
  boolean isOwn() {
    return own != null;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
