package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.container.ContainerToxiproxy;
import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The proxy server of a run: none, one of our own, one in a container, or somebody else's. */
final class RunProxy implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final @Nullable ProxyServer own;
  private final @Nullable ContainerToxiproxy container;
  private final @Nullable URI api;

  private RunProxy(
      @Nullable ProxyServer own, @Nullable ContainerToxiproxy container, @Nullable URI api) {
    this.own = own;
    this.container = container;
    this.api = api;
  }

  /**
   * Starts what a scenario asks for.
   *
   * @throws EnvironmentException if it does not start, or somebody else's does not answer
   */
  static RunProxy of(Scenario scenario) throws IOException {
    ProxyConfig proxy = scenario.proxy();
    return switch (proxy.provider()) {
      case OFF -> new RunProxy(null, null, null);
      case EMBEDDED -> {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ProxyServer server = ProxyServer.start(free, scenario.seed());
        yield new RunProxy(server, null, server.uri());
      }
      case CONTAINER -> {
        String image = proxy.image();
        ContainerToxiproxy server =
            ContainerToxiproxy.start(image == null ? ContainerToxiproxy.DEFAULT_IMAGE : image);
        yield new RunProxy(null, server, server.uri());
      }
      case EXTERNAL -> new RunProxy(null, null, answering(Objects.requireNonNull(proxy.uri())));
    };
  }

  /** A client of Toxiproxy's would wait for ever for a server that takes calls and is silent. */
  private static URI answering(URI api) {
    HttpRequest question =
        HttpRequest.newBuilder(api.resolve("/version")).timeout(PATIENCE).build();
    String why;
    try {
      HttpResponse<Void> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(question, HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() == OK) {
        return api;
      }
      why = "it answers /version with status " + answer.statusCode();
    } catch (IOException e) {
      why = Objects.requireNonNullElse(e.getMessage(), "nothing listens there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    }
    throw new EnvironmentException(
        "the proxy server " + api + " does not work: " + why,
        "start one with `cachebench proxy`, or write `proxy: embedded`");
  }

  /** Returns the address of its HTTP interface; null without a proxy. */
  @Nullable URI api() {
    return api;
  }

  /** Returns the container that it runs in; null if it runs in none. */
  @Nullable ContainerToxiproxy container() {
    return container;
  }

  /**
   * Makes a proxy before a Redis.
   *
   * @param name unused there
   * @param redis where it is without the proxy
   */
  ProxiedRedis open(String name, RedisEndpoint redis) {
    return container == null
        ? ProxiedRedis.open(Objects.requireNonNull(api), name, redis)
        : container.proxy(name, redis);
  }

  /**
   * Returns whether it serves this run alone. Then names are free, and the same name in each arm
   * draws the same jitter for each target.
   */
  boolean isOwn() {
    return own != null || container != null;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
    if (container != null) {
      container.close();
    }
  }
}
