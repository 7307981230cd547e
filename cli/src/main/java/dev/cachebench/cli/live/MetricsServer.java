package dev.cachebench.cli.live;

import dev.cachebench.reports.live.LiveMetrics;
import dev.cachebench.scenarios.redis.EnvironmentException;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Answers Prometheus at {@code /metrics}, in the format that it asks for (its own text or
 * OpenMetrics), on one address until it is closed.
 */
public final class MetricsServer implements AutoCloseable {

  private final HTTPServer server;
  private final String host;

  private MetricsServer(HTTPServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts one.
   *
   * @param host name or address of this machine
   * @param port 0 is a free one
   * @param figures what it tells
   * @throws EnvironmentException if it cannot listen there
   */
  public static MetricsServer start(String host, int port, LiveMetrics figures) {
    InetAddress address = new InetSocketAddress(host, port).getAddress();
    if (address == null) {
      throw new EnvironmentException(
          "the host `" + host + "` is not known",
          "--metrics-host is an address of this machine; without it, 127.0.0.1");
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(figures);
    try {
      // Without settings of its own: what a file or variable of the user's services says is not
      // meant for this server.
      HTTPServer server =
          HTTPServer.builder(PrometheusProperties.builder().build())
              .inetAddress(address)
              .port(port)
              .registry(registry)
              .buildAndStart();
      return new MetricsServer(server, host);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot serve metrics on " + host + ":" + port + ": " + e.getMessage(),
          "is another run there? --metrics-port takes another port, 0 a free one");
    }
  }

  /** Returns where the figures are, such as {@code http://127.0.0.1:9464/metrics}. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + server.getPort() + "/metrics";
  }

  @Override
  public void close() {
    server.close();
  }
}
