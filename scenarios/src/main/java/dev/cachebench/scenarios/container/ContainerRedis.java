package dev.cachebench.scenarios.container;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A Redis server in a container of our own: loopback, a free port, a random password, nothing on
 * disk, removed with {@link #close}; after a crash of the tool Testcontainers' reaper removes it.
 */
public final class ContainerRedis implements AutoCloseable {

  /** The image that is started when none is named. */
  public static final String DEFAULT_IMAGE = "redis:7.4-alpine";

  private static final int PORT = 6379;
  private static final int PASSWORD_BYTES = 24;
  private static final String CONFIGURATION = "/tmp/cachebench.conf";
  private static final Duration START = Duration.ofSeconds(60);

  private final GenericContainer<?> container;
  private final RedisEndpoint endpoint;
  private final String version;

  private ContainerRedis(GenericContainer<?> container, RedisEndpoint endpoint, String version) {
    this.container = container;
    this.endpoint = endpoint;
    this.version = version;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param image an image with {@code redis-server} on its path
   * @throws dev.cachebench.scenarios.redis.EnvironmentException if Docker or the image is missing,
   *     or the server does not start
   */
  public static ContainerRedis start(String image) {
    String password = randomPassword();
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    Docker.onLoopback(container, List.of(PORT));
    container
        // Arguments and environment can be seen by whoever may inspect the container; so can a
        // file in it, but only by those who may enter it.
        .withCopyToContainer(Transferable.of(configuration(password)), CONFIGURATION)
        .withCommand("redis-server", CONFIGURATION)
        .waitingFor(
            Wait.forLogMessage(".*Ready to accept connections.*", 1).withStartupTimeout(START));
    Docker.start(container, image);
    RedisEndpoint endpoint =
        new RedisEndpoint(container.getHost(), container.getMappedPort(PORT), null, password, 0);
    try {
      RedisProbe.Server server = RedisProbe.probe(endpoint);
      return new ContainerRedis(
          container, endpoint, server.name() + " " + server.version() + " in " + image);
    } catch (RuntimeException e) {
      container.stop();
      throw e;
    }
  }

  private static String configuration(String password) {
    return String.join(
        "\n",
        "requirepass " + password,
        "daemonize no",
        "save \"\"",
        "appendonly no",
        "databases 1",
        "");
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns where it answers. */
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  /** Returns its name, version and image. */
  public String version() {
    return version;
  }

  /** Stops and removes the container. */
  @Override
  public void close() {
    container.stop();
  }
}
