package dev.cachebench.scenarios.container;

import dev.cachebench.scenarios.proxy.ProxyServer;
import java.net.InetSocketAddress;

/** The bundled proxy server where a toxiproxy-server listens in its image. */
public final class ProxyMain {

  private ProxyMain() {}

  /** Runs until the container ends. */
  public static void main(String[] arguments) throws Exception {
    try (ProxyServer server = ProxyServer.start(new InetSocketAddress("0.0.0.0", 8474), 1)) {
      System.out.println("listening: " + server.uri());
      Thread.currentThread().join();
    }
  }
}
