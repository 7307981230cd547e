package dev.cachebench.scenarios.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisProbe;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image holds the bundled server, which speaks the same interface as toxiproxy-server. */
class ContainerToxiproxyIT {

  @BeforeAll
  static void needsDockerAndAnImage() throws Exception {
    TestImages.require(ContainerToxiproxyIT.class);
    TestImages.makeProxy();
  }

  @Test
  void standsBeforeARedisInAContainerBesideIt() throws Exception {
    try (ContainerToxiproxy server = ContainerToxiproxy.start(TestImages.PROXY);
        ContainerRedis redis = server.startRedis(TestImages.REDIS)) {
      try (ProxiedRedis proxied = server.proxy("redis", redis.endpoint())) {
        assertThat(proxied.endpoint().port()).isNotEqualTo(redis.endpoint().port());
        assertThat(RedisProbe.probe(proxied.endpoint()).name()).isEqualTo("redis");

        var client = new ToxiproxyClient(server.uri().getHost(), server.uri().getPort());
        client.getProxy("redis").disable();
        assertThatThrownBy(() -> RedisProbe.probe(proxied.endpoint()))
            .isInstanceOf(EnvironmentException.class);

        client.getProxy("redis").enable();
        redis.kill();
        redis.restart();
        assertThat(RedisProbe.probe(proxied.endpoint()).name()).isEqualTo("redis");
      }
      // The next arm's.
      try (ProxiedRedis proxied = server.proxy("redis", redis.endpoint())) {
        assertThat(RedisProbe.probe(proxied.endpoint()).name()).isEqualTo("redis");
      }
    }
  }
}
