package dev.cachebench.scenarios.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerSocketsTest {

  private static final Path HOME = Path.of("/home/somebody");

  @Test
  void looksOnlyWhereDockerHostSays() {
    DockerSockets sockets = new DockerSockets(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"), HOME);

    assertThat(sockets.candidates()).containsExactly(URI.create("tcp://127.0.0.1:1"));
  }

  @Test
  void looksInTheUsualPlacesOtherwise() {
    DockerSockets sockets = new DockerSockets(Map.of("XDG_RUNTIME_DIR", "/run/user/1"), HOME);

    assertThat(sockets.candidates())
        .contains(
            URI.create("unix:///var/run/docker.sock"),
            URI.create("unix:///run/user/1/docker.sock"),
            URI.create("unix:///home/somebody/.docker/run/docker.sock"));
  }
}
