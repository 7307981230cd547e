package dev.cachebench.scenarios.container;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real toxiproxy-server in a container of our own, controlled on loopback and removed with {@link
 * #close}.
 *
 * <p>Its proxies listen inside of the container, on ports of {@link #ports}; {@link #mapped} tells
 * where on this machine such a port is reached.
 */
public final class ContainerToxiproxy implements AutoCloseable {

  /** The image that is started when none is named. */
  public static final String DEFAULT_IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

  private static final int CONTROL = 8474;
  private static final int FIRST_PORT = 8666;
  private static final int PORTS = 8;
  private static final int OK = 200;
  private static final Duration START = Duration.ofSeconds(60);

  private final GenericContainer<?> container;

  private ContainerToxiproxy(GenericContainer<?> container) {
    this.container = container;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param image an image of toxiproxy-server
   * @throws dev.cachebench.scenarios.redis.EnvironmentException if Docker or the image is missing,
   *     or the server does not start
   */
  public static ContainerToxiproxy start(String image) {
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    Docker.onLoopback(container, Stream.concat(Stream.of(CONTROL), ports().stream()).toList());
    container
        // So that it reaches a Redis that listens on this machine.
        .withExtraHost("host.docker.internal", "host-gateway")
        .waitingFor(
            Wait.forHttp("/version").forPort(CONTROL).forStatusCode(OK).withStartupTimeout(START));
    Docker.start(container, image);
    return new ContainerToxiproxy(container);
  }

  /** Returns the ports on which proxies may listen, inside of the container. */
  public static List<Integer> ports() {
    return IntStream.range(FIRST_PORT, FIRST_PORT + PORTS).boxed().toList();
  }

  /** Returns the address of its HTTP API. */
  public URI uri() {
    return URI.create("http://" + container.getHost() + ":" + mapped(CONTROL));
  }

  /** Returns the port of this machine that leads to a port of the container. */
  public int mapped(int port) {
    return container.getMappedPort(port);
  }

  /** Stops and removes the container. */
  @Override
  public void close() {
    container.stop();
  }
}
