package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class ProxyCommandTest extends CommandTestCase {

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("proxy", "--port=" + taken.getLocalPort())).isEqualTo(5);

      assertUsageError(
          "cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use",
          "is another proxy running there? --port takes another port");
    }
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThat(run("proxy", "--port=70000")).isEqualTo(2);

    assertUsageError("--port must be 0 to 65535, but was 70000", "--port 0 takes a free one");
  }

  @Test
  void saysThatAHostIsNotKnown() {
    assertThat(run("proxy", "--host=not a host", "--port=0")).isEqualTo(5);

    assertUsageError("the host `not a host` is not known", "--host is an address");
  }
}
