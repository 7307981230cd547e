package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** toxiproxy-java, unchanged, drives the bundled proxy through every call that it has. */
class ToxiproxyJavaIT {

  private ProxyServer server;
  private Echo echo;
  private ToxiproxyClient client;

  @BeforeEach
  void start() throws IOException {
    server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    echo = new Echo();
    client = new ToxiproxyClient("127.0.0.1", server.address().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    echo.close();
    server.close();
  }

  private Proxy proxy(String name) throws IOException {
    return client.createProxy(name, "127.0.0.1:0", echo.address());
  }

  @Test
  void createsListsAndFindsProxies() throws IOException {
    Proxy one = proxy("one");
    proxy("two");

    assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("one", "two");
    assertThat(client.getProxy("one").getListen()).isEqualTo(one.getListen()).doesNotEndWith(":0");
    assertThat(client.getProxy("one").getUpstream()).isEqualTo(echo.address());
    assertThat(client.getProxyOrNull("none")).isNull();
    assertThat(client.version()).contains("2.12.0");
    assertThatThrownBy(() -> proxy("one")).hasMessageContaining("[409] proxy already exists");
  }

  @Test
  void disablesEnablesMovesAndDeletes() throws IOException {
    Proxy proxy = proxy("moving");
    String first = proxy.getListen();
    proxy.disable();
    assertThatThrownBy(() -> Echo.connect(first)).isInstanceOf(java.net.ConnectException.class);
    proxy.enable();
    assertThat(proxy.isEnabled()).isTrue();
    assertThat(proxy.getListen()).isEqualTo(first);
    proxy.setListen("127.0.0.1:0");
    assertThat(proxy.getListen()).isNotEqualTo(first);
    try (Echo other = new Echo()) {
      proxy.setUpstream(other.address());
      assertThat(proxy.getUpstream()).isEqualTo(other.address());
      assertThat(echoes(proxy)).isTrue();
    }
    proxy.delete();
    assertThat(client.getProxyOrNull("moving")).isNull();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a port cannot be held")
  void keepsItsPortFromOthersWhileDisabled() throws IOException {
    Proxy proxy = proxy("held");
    proxy.disable();

    assertThatThrownBy(() -> take(proxy)).isInstanceOf(BindException.class);

    proxy.delete();
    take(proxy);
  }

  /** Takes its port as a connection does that goes out. */
  private static void take(Proxy proxy) throws IOException {
    String listen = proxy.getListen();
    int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    try (Socket other = new Socket()) {
      other.setReuseAddress(false);
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  private static boolean echoes(Proxy proxy) throws IOException {
    try (Socket socket = Echo.connect(proxy.getListen())) {
      socket.getOutputStream().write(7);
      return socket.getInputStream().read() == 7;
    }
  }

  @Test
  void setsEveryAttributeOfEveryToxic() throws IOException {
    Proxy proxy = proxy("toxic");
    ToxicDirection down = ToxicDirection.DOWNSTREAM;
    Latency latency = proxy.toxics().latency("latency", down, 10).setJitter(3).setLatency(12);
    Bandwidth bandwidth = proxy.toxics().bandwidth("bandwidth", down, 100).setRate(200);
    SlowClose slowClose = proxy.toxics().slowClose("slow", down, 10).setDelay(20);
    Timeout timeout = proxy.toxics().timeout("timeout", ToxicDirection.UPSTREAM, 0).setTimeout(9);
    Slicer slicer = proxy.toxics().slicer("slicer", down, 10, 5).setSizeVariation(2).setDelay(6);
    LimitData limit = proxy.toxics().limitData("limit", down, 1000).setBytes(2000);
    ResetPeer reset = proxy.toxics().resetPeer("reset", down, 5).setTimeout(6);

    assertThat(latency.getLatency()).isEqualTo(12);
    assertThat(latency.getJitter()).isEqualTo(3);
    assertThat(bandwidth.getRate()).isEqualTo(200);
    assertThat(slowClose.getDelay()).isEqualTo(20);
    assertThat(timeout.getTimeout()).isEqualTo(9);
    assertThat(slicer.getSizeVariation()).isEqualTo(2);
    assertThat(slicer.getDelay()).isEqualTo(6);
    assertThat(limit.getBytes()).isEqualTo(2000);
    assertThat(reset.getTimeout()).isEqualTo(6);
    assertThat(proxy.toxics().getAll())
        .extracting(Toxic::getName)
        .containsExactly("timeout", "latency", "bandwidth", "slow", "slicer", "limit", "reset");
    latency.setToxicity(0.3f);
    assertThat(proxy.toxics().get("latency", Latency.class).getToxicity()).isEqualTo(0.3f);
  }

  @Test
  void removesToxicsAndResets() throws IOException {
    Proxy proxy = proxy("reset");
    proxy.toxics().timeout("hole", ToxicDirection.UPSTREAM, 0);
    proxy.toxics().get("hole").remove();
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 1);
    proxy.disable();

    client.reset();

    assertThat(client.getProxy("reset").isEnabled()).isTrue();
    assertThat(proxy.toxics().getAll()).isEmpty();
    assertThat(echoes(proxy)).isTrue();
  }
}
