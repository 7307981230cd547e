package dev.cachebench.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProxyIT {

  private static Scenario scenario(String proxy) {
    return ScenarioReader.read(
        "test.yaml",
        """
        version: 1
        scenario: test
        proxy: %s
        origin: {service-time: 5ms}
        keys: {count: 10}
        targets: {hardened: {preset: hardened}}
        load: {rate: 10/s}
        phases: [{name: all, duration: 1s}]
        """
            .formatted(proxy),
        List.of());
  }

  @Test
  void aServerThatTakesCallsAndIsSilentIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + silent.getLocalPort();

      assertThatThrownBy(() -> RunProxy.of(scenario(address)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(address)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void somebodyElsesServerIsUsedAndLeftRunning() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ProxyServer server = ProxyServer.start(free, 1)) {
      URI api = server.uri();
      try (RunProxy proxy = RunProxy.of(scenario(api.toString()))) {
        assertThat(proxy.api()).isEqualTo(api);
        assertThat(proxy.isOwn()).isFalse();
      }
      assertThat(RunProxy.of(scenario(api.toString())).api()).isEqualTo(api);
    }
  }

  @Test
  void offIsNone() throws Exception {
    try (RunProxy proxy = RunProxy.of(scenario("off"))) {
      assertThat(proxy.api()).isNull();
    }
  }
}
