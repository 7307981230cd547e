package dev.cachebench.scenarios.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks whether anything answers where Docker would, since Testcontainers takes minutes to find out
 * that nothing does.
 */
final class DockerSockets {

  private static final int CONNECT_MILLIS = 2_000;

  private final Map<String, String> environment;
  private final Path home;

  /**
   * Creates one.
   *
   * @param environment variables, of which {@code DOCKER_HOST} and {@code XDG_RUNTIME_DIR} count
   * @param home the user's directory
   */
  DockerSockets(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** Returns whether a place that Testcontainers would try takes connections. */
  boolean isAnyOpen() {
    return namesHost(home.resolve(".testcontainers.properties"))
        || candidates().stream().anyMatch(DockerSockets::isOpen);
  }

  /** Settings of Testcontainers' own may name any host; that is for it to try. */
  private static boolean namesHost(Path settings) {
    try {
      return Files.readString(settings).lines().anyMatch(line -> line.startsWith("docker.host"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the places; {@code DOCKER_HOST} alone when it is set. */
  List<URI> candidates() {
    String host = environment.get("DOCKER_HOST");
    if (host != null && !host.isBlank()) {
      return List.of(URI.create(host));
    }
    List<URI> places = new ArrayList<>();
    places.add(URI.create("unix:///var/run/docker.sock"));
    String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null) {
      places.add(URI.create("unix://" + runtime + "/docker.sock"));
    }
    places.add(URI.create("unix://" + home.resolve(".docker/run/docker.sock")));
    places.add(URI.create("unix://" + home.resolve(".docker/desktop/docker.sock")));
    return places;
  }

  private static boolean isOpen(URI place) {
    return "unix".equals(place.getScheme())
        ? isOpen(Path.of(place.getPath()))
        : isOpen(place.getHost(), place.getPort());
  }

  private static boolean isOpen(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean isOpen(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
