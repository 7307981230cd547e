package dev.cachebench.scenarios.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.ContainerPort;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisProbe;
import dev.cachebench.scenarios.redis.RedisUris;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainerRedisIT {

  private static final String IMAGE = TestImages.REDIS;

  @BeforeAll
  static void needsDocker() {
    TestImages.require(ContainerRedisIT.class);
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
  void comesBackEmptyWhereItWasAfterACrash() {
    try (ContainerRedis redis = ContainerRedis.start(IMAGE)) {
      set(redis.endpoint());

      redis.kill();
      redis.kill();
      assertThatThrownBy(() -> RedisProbe.probe(redis.endpoint()))
          .isInstanceOf(EnvironmentException.class);

      redis.restart();
      redis.restart();
      try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
        assertThat(admin.timesToLive()).isEmpty();
      }
    }
  }

  @Test
  void answersNobodyWhilePausedAndThenGoesOn() {
    try (ContainerRedis redis = ContainerRedis.start(IMAGE)) {
      set(redis.endpoint());

      redis.pause();
      redis.pause();
      assertThatThrownBy(() -> RedisProbe.probe(redis.endpoint()))
          .isInstanceOf(EnvironmentException.class);

      redis.resume();
      redis.resume();
      try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
        assertThat(admin.timesToLive()).hasSize(1);
      }
    }
  }

  @Test
  void endsEvenWhenPaused() {
    RedisEndpoint endpoint;
    try (ContainerRedis redis = ContainerRedis.start(IMAGE)) {
      endpoint = redis.endpoint();
      redis.pause();
    }

    assertThatThrownBy(() -> RedisProbe.probe(endpoint)).isInstanceOf(EnvironmentException.class);
  }

  private static void set(RedisEndpoint endpoint) {
    RedisClient client = RedisClient.create();
    try (var connection = RedisUris.connect(client, endpoint, StringCodec.UTF8)) {
      connection.sync().set("key", "value");
    } finally {
      client.shutdown();
    }
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
