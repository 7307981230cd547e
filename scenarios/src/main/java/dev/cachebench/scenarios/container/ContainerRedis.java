package dev.cachebench.scenarios.container;

import com.github.dockerjava.api.DockerClient;
import dev.cachebench.scenarios.net.HeldPort;
import dev.cachebench.scenarios.redis.OwnRedis;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A Redis server in a container of our own: loopback, a free port, a random password, nothing on
 * disk, removed with {@link #close}; after a crash of the tool Testcontainers' reaper removes it.
 */
public final class ContainerRedis implements OwnRedis {

  /** The image that is started when none is named. */
  public static final String DEFAULT_IMAGE = "redis:7.4-alpine";

  /** Its host name in a network of containers. */
  static final String NAME = "redis";

  /** The port inside of the container. */
  static final int PORT = 6379;

  private static final int PASSWORD_BYTES = 24;
  private static final String CONFIGURATION = "/tmp/cachebench.conf";
  private static final Duration START = Duration.ofSeconds(60);

  private final GenericContainer<?> container;
  private final RedisEndpoint endpoint;
  private final String version;
  private boolean isUp = true;
  private boolean isPaused;

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
    return start(image, null);
  }

  /**
   * Starts a server that a proxy in a container reaches as {@link #NAME}.
   *
   * @param image an image with {@code redis-server} on its path
   * @param network shared with the proxy; null without one
   */
  static ContainerRedis start(String image, @Nullable Network network) {
    String password = randomPassword();
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    // A port that we choose: one that Docker chooses would be another one after a crash.
    Docker.onLoopback(container, Map.of(PORT, freePort()));
    if (network != null) {
      container.withNetwork(network).withNetworkAliases(NAME);
    }
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

  private static int freePort() {
    try (HeldPort port = HeldPort.onLoopback()) {
      return port.port();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free: " + e.getMessage(), e);
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public synchronized void kill() {
    if (isUp) {
      resume();
      docker().killContainerCmd(container.getContainerId()).exec();
      isUp = false;
    }
  }

  @Override
  public synchronized void restart() {
    if (!isUp) {
      docker().startContainerCmd(container.getContainerId()).exec();
      RedisProbe.await(endpoint, () -> true, (int) START.toSeconds());
      isUp = true;
    }
  }

  @Override
  public synchronized void pause() {
    if (!isUp) {
      throw new IllegalStateException("the Redis container is down, so that it cannot be paused");
    }
    if (!isPaused) {
      docker().pauseContainerCmd(container.getContainerId()).exec();
      isPaused = true;
    }
  }

  @Override
  public synchronized void resume() {
    if (isPaused) {
      docker().unpauseContainerCmd(container.getContainerId()).exec();
      isPaused = false;
    }
  }

  @Override
  public void shiftClock(Duration offset) {
    throw new IllegalStateException("containers share the machine's clock");
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  @Override
  public synchronized void close() {
    resume();
    container.stop();
  }
}
