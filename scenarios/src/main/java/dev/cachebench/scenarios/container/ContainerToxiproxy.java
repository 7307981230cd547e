package dev.cachebench.scenarios.container;

import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real toxiproxy-server in a container of our own, controlled on loopback and removed with {@link
 * #close}.
 *
 * <p>A proxy of it listens inside of the container and is reached by a port of this machine.
 */
public final class ContainerToxiproxy implements AutoCloseable {

  /** The image that is started when none is named. */
  public static final String DEFAULT_IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

  private static final int CONTROL = 8474;
  private static final int LISTEN = 8666;
  private static final int OK = 200;
  private static final Duration START = Duration.ofSeconds(60);

  private final GenericContainer<?> container;
  private final Network network;

  private ContainerToxiproxy(GenericContainer<?> container, Network network) {
    this.container = container;
    this.network = network;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param image an image of toxiproxy-server
   * @throws dev.cachebench.scenarios.redis.EnvironmentException if Docker or the image is missing,
   *     or the server does not start
   */
  public static ContainerToxiproxy start(String image) {
    Docker.require();
    Network network = Network.newNetwork();
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    Docker.onLoopback(container, List.of(CONTROL, LISTEN));
    container
        .withNetwork(network)
        .waitingFor(
            Wait.forHttp("/version").forPort(CONTROL).forStatusCode(OK).withStartupTimeout(START));
    try {
      Docker.start(container, image);
    } catch (EnvironmentException e) {
      network.close();
      throw e;
    }
    return new ContainerToxiproxy(container, network);
  }

  /**
   * Starts a Redis that it reaches, and that is reached without it too.
   *
   * @param image an image with {@code redis-server} on its path
   */
  public ContainerRedis startRedis(String image) {
    return ContainerRedis.start(image, network);
  }

  /**
   * Makes a proxy before the Redis of {@link #startRedis}; one at a time.
   *
   * @param name of the proxy
   * @param redis what gets one in
   */
  public ProxiedRedis proxy(String name, RedisEndpoint redis) {
    String upstream = ContainerRedis.NAME + ":" + ContainerRedis.PORT;
    RedisEndpoint through =
        new RedisEndpoint(
            container.getHost(),
            container.getMappedPort(LISTEN),
            redis.username(),
            redis.password(),
            redis.database());
    return ProxiedRedis.open(uri(), name, "0.0.0.0:" + LISTEN, upstream, through);
  }

  /** Returns the address of its HTTP API. */
  public URI uri() {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(CONTROL));
  }

  /** Stops and removes the container. */
  @Override
  public void close() {
    container.stop();
    network.close();
  }
}
