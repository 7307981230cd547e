package dev.cachebench.scenarios.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.cachebench.scenarios.redis.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** What all containers here share: they need Docker, and answer on loopback only. */
public final class Docker {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PULL_MINUTES = 5;

  private Docker() {}

  /**
   * Starts a container.
   *
   * @param container configured, not started
   * @param image its image, for messages
   * @throws EnvironmentException if Docker or the image is missing, or it does not start
   */
  static void start(GenericContainer<?> container, String image) {
    require();
    requireImage(image);
    try {
      container.withImagePullPolicy(name -> false).start();
    } catch (ContainerLaunchException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new EnvironmentException(
          "a container of " + image + " did not start: " + cause.getMessage(),
          "try `docker run " + image + "`");
    }
  }

  /**
   * Checks that there is an engine that this user may use.
   *
   * @throws EnvironmentException if there is none
   */
  static void require() {
    requireOpen();
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw none();
    }
  }

  /**
   * Checks that an engine takes connections of this user, and nothing more: Testcontainers finds
   * out more by starting containers, and where it cannot pull their images tries for minutes.
   *
   * @throws EnvironmentException if there is none
   */
  public static void requireOpen() {
    Path home = Path.of(System.getProperty("user.home", "/"));
    if (!new DockerSockets(System.getenv(), home).isAnyOpen()) {
      throw none();
    }
  }

  private static EnvironmentException none() {
    return new EnvironmentException(
        "Docker is not running, or this user may not use it",
        "start it and check with `docker info`, or write `embedded` instead of `container`");
  }

  /** Testcontainers would try to pull for minutes, whatever the reason. */
  private static void requireImage(String image) {
    DockerClient client = DockerClientFactory.instance().client();
    try {
      client.inspectImageCmd(image).exec();
    } catch (NotFoundException absent) {
      pull(client, image);
    }
  }

  private static void pull(DockerClient client, String image) {
    try {
      client.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
      client.inspectImageCmd(image).exec();
    } catch (DockerException e) {
      throw new EnvironmentException(
          "the image " + image + " is not here, and pulling it failed: " + e.getMessage(),
          "pull it, or name one that is here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while pulling " + image, "run it again");
    }
  }

  /** Makes ports of a container reachable from this machine only, on ports that are free here. */
  static void onLoopback(GenericContainer<?> container, List<Integer> ports) {
    onLoopback(container, ports.stream().collect(Collectors.toMap(port -> port, port -> 0)));
  }

  /**
   * Makes ports of a container reachable from this machine only.
   *
   * @param ports by the port inside, that on this machine; 0 is any free one
   */
  static void onLoopback(GenericContainer<?> container, Map<Integer, Integer> ports) {
    List<PortBinding> bindings =
        ports.entrySet().stream()
            .map(port -> new PortBinding(binding(port.getValue()), ExposedPort.tcp(port.getKey())))
            .toList();
    container.withExposedPorts(ports.keySet().toArray(Integer[]::new));
    container.withCreateContainerCmdModifier(
        command ->
            Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::newHostConfig)
                .withPortBindings(bindings));
  }

  private static Ports.Binding binding(int port) {
    return port == 0 ? Ports.Binding.bindIp(LOOPBACK) : Ports.Binding.bindIpAndPort(LOOPBACK, port);
  }
}
