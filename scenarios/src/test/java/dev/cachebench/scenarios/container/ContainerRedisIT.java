package dev.cachebench.scenarios.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.ContainerPort;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/**
 * Runs where {@code CACHEBENCH_TEST_REDIS_IMAGE} names an image that is here, as {@code .ci/run}
 * sees to, since no image can be pulled everywhere.
 */
class ContainerRedisIT {

  private static final String IMAGE = System.getenv("CACHEBENCH_TEST_REDIS_IMAGE");

  @BeforeAll
  static void needsDocker() {
    String skip = null;
    if (IMAGE == null) {
      skip = "CACHEBENCH_TEST_REDIS_IMAGE names no image";
    } else if (!DockerClientFactory.instance().isDockerAvailable()) {
      skip = "Docker is not running";
    }
    if (skip != null) {
      System.out.println("skipped: ContainerRedisIT, because " + skip);
    }
    assumeTrue(skip == null, skip);
  }

  @Test
  void answersOnLoopbackWithItsPasswordAndIsGoneAfterwards() throws Exception {
    RedisEndpoint endpoint;
    try (ContainerRedis redis = ContainerRedis.start(IMAGE)) {
      endpoint = redis.endpoint();

      assertThat(endpoint.host()).isEqualTo("127.0.0.1");
      assertThat(redis.version()).contains("redis").contains(IMAGE);
      try (RedisAdmin admin = new RedisAdmin(endpoint)) {
        admin.flush();
      }
      assertThatThrownBy(
              () ->
                  RedisProbe.probe(
                      new RedisEndpoint("127.0.0.1", endpoint.port(), null, "wrong", 0)))
          .isInstanceOf(EnvironmentException.class);
      assertThat(bindings()).containsOnly(Map.entry(6379, "127.0.0.1"));
    }

    assertThatThrownBy(() -> RedisProbe.probe(endpoint)).isInstanceOf(EnvironmentException.class);
  }

  @Test
  void saysThatAnImageIsMissing() {
    assertThatThrownBy(() -> ContainerRedis.start("cachebench/there-is-no-such-image:1"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cachebench/there-is-no-such-image:1")
        .hasMessageContaining("pulling");
  }

  private static Map<Integer, String> bindings() {
    return DockerClientFactory.instance().client().listContainersCmd().exec().stream()
        .filter(container -> container.getImage().equals(IMAGE))
        .flatMap(container -> Arrays.stream(container.getPorts()))
        .filter(port -> port.getPublicPort() != null)
        .collect(
            Collectors.toMap(
                ContainerPort::getPrivatePort, ContainerPort::getIp, (one, other) -> one));
  }
}
