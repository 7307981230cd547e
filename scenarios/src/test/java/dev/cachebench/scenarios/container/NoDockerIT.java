package dev.cachebench.scenarios.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: Testcontainers asks for Docker once in the life of a JVM. */
class NoDockerIT {

  /** Starts a container and prints what comes of it. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      try (ContainerRedis redis = ContainerRedis.start("redis:7.4-alpine")) {
        System.out.println("started " + redis.version());
      } catch (dev.cachebench.scenarios.redis.EnvironmentException e) {
        System.out.println(e.getMessage() + " | " + e.hint());
      }
    }
  }

  @Test
  void saysThatDockerIsMissing() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                "-Duser.home=" + System.getProperty("java.io.tmpdir"),
                Main.class.getName()));
    java.environment().put("DOCKER_HOST", "tcp://127.0.0.1:1");
    java.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
    Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said)
        .contains("Docker is not running, or this user may not use it")
        .contains("write `embedded` instead of `container`");
  }
}
