package dev.cachebench.scenarios.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a port cannot be held")
class HeldPortIT {

  /** Takes the address as a connection does that goes out: without {@code SO_REUSEADDR}. */
  private static void take(HeldPort port) throws IOException {
    try (Socket other = new Socket()) {
      other.setReuseAddress(false);
      other.bind(port.address());
    }
  }

  @Test
  void refusesConnectionsAndOtherOwners() throws IOException {
    try (HeldPort held = HeldPort.onLoopback()) {
      assertThat(held.port()).isPositive();
      assertThatThrownBy(() -> new Socket(held.address().getAddress(), held.port()).close())
          .isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> take(held)).isInstanceOf(BindException.class);
    }
  }

  @Test
  void letsAServerComeAndGo() throws IOException {
    try (HeldPort held = HeldPort.onLoopback()) {
      for (int life = 0; life < 2; life++) {
        try (ServerSocket server = new ServerSocket()) {
          server.bind(held.address());
          try (Socket client = new Socket(held.address().getAddress(), held.port());
              Socket accepted = server.accept()) {
            client.getOutputStream().write(life);
            assertThat(accepted.getInputStream().read()).isEqualTo(life);
          }
        }
        assertThatThrownBy(() -> take(held)).isInstanceOf(BindException.class);
      }
    }
  }

  @Test
  void isNotToBeHadWhereSomebodyListens() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> HeldPort.hold((InetSocketAddress) server.getLocalSocketAddress()))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void isFreeWhenLetGo() throws IOException {
    HeldPort held = HeldPort.onLoopback();
    held.close();

    take(held);
  }
}
