package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What toxics do to bytes, ends and times, as with a real toxiproxy-server. */
@Timeout(60)
class ConformanceTimingIT extends ProxyTestCase {

  private void change(String attributes) throws Exception {
    assertThat(
            send("POST", "/proxies/a/toxics/t", "{\"attributes\":{" + attributes + "}}")
                .statusCode())
        .isEqualTo(200);
  }

  private void named(String name, String type, String attributes) throws Exception {
    assertThat(
            send(
                    "POST",
                    "/proxies/a/toxics",
                    "{\"name\":\"%s\",\"type\":\"%s\",\"attributes\":{%s}}"
                        .formatted(name, type, attributes))
                .statusCode())
        .isEqualTo(200);
  }

  private static long roundTripMillis(Socket socket) throws IOException {
    long start = System.nanoTime();
    roundTrip(socket);
    return millisSince(start);
  }

  @Test
  void d2DelaysEachDirectionAndBoth() throws Exception {
    try (Socket socket = Echo.connect(create("a"))) {
      toxic("a", "latency", "upstream", "\"latency\":100");
      assertThat(roundTripMillis(socket)).isBetween(100L, 195L);
      named("down", "latency", "\"latency\":100");
      assertThat(roundTripMillis(socket)).isBetween(200L, 600L);
    }
  }

  @Test
  void d5DoesNotDelayConnects() throws Exception {
    String listen = create("a");
    toxic("a", "latency", "upstream", "\"latency\":1000");
    long start = System.nanoTime();
    try (Socket socket = Echo.connect(listen)) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(millisSince(start)).isLessThan(100);
    }
  }

  @Test
  void d6FlushesTheFirstAndRetimesTheRestWhenLatencyChanges() throws Exception {
    String listen = create("a");
    toxic("a", "latency", "downstream", "\"latency\":5000");
    try (Socket socket = Echo.connect(listen)) {
      socket.getOutputStream().write(1);
      Thread.sleep(50);
      socket.getOutputStream().write(2);
      Thread.sleep(50);
      long start = System.nanoTime();
      change("\"latency\":200");

      assertThat(socket.getInputStream().readNBytes(2)).containsExactly(1, 2);
      assertThat(millisSince(start)).isBetween(80L, 2_000L);
    }
  }

  @Test
  void d7DelaysDataButNoEnd() throws Exception {
    String listen = create("a");
    toxic("a", "latency", "downstream", "\"latency\":150");
    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
      long start = System.nanoTime();
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(millisSince(start)).isLessThan(100);
    }
  }

  @Test
  void d8ClosesBothSidesAtHalfAClose() throws Exception {
    try (ServerSocket sink = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String listen = createTo(sink);
      try (Socket client = Echo.connect(listen);
          Socket behind = sink.accept()) {
        behind.setSoTimeout(5_000);
        client.getOutputStream().write(5);
        client.shutdownOutput();

        assertThat(behind.getInputStream().readAllBytes()).containsExactly(5);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void d11DeliversWhatAStallHeldWhenTheRateRises() throws Exception {
    String listen = create("a");
    toxic("a", "bandwidth", "upstream", "\"rate\":0");
    try (Socket socket = Echo.connect(listen)) {
      socket.getOutputStream().write(4);
      socket.setSoTimeout(150);
      assertThat(isSilent(socket)).isTrue();
      socket.setSoTimeout(5_000);
      change("\"rate\":1000");

      assertThat(socket.getInputStream().read()).isEqualTo(4);
    }
  }

  @Test
  void d12ClosesSlowly() throws Exception {
    String listen = create("a");
    toxic("a", "slow_close", "upstream", "\"delay\":300");
    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
      long start = System.nanoTime();
      socket.shutdownOutput();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(millisSince(start)).isBetween(295L, 1_500L);
    }
  }

  @Test
  void d14StartsTheTimeAnewAtEachByte() throws Exception {
    String listen = create("a");
    toxic("a", "timeout", "upstream", "\"timeout\":300");
    try (Socket socket = Echo.connect(listen)) {
      long start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        socket.getOutputStream().write(1);
        Thread.sleep(150);
      }

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(millisSince(start)).isBetween(740L, 2_000L);
    }
  }

  @Test
  void d16PassesAtToxicityZeroAndClosesWhenRemoved() throws Exception {
    String listen = create("a");
    send(
        "POST",
        "/proxies/a/toxics",
        "{\"name\":\"t\",\"type\":\"timeout\",\"toxicity\":0,\"attributes\":{\"timeout\":1}}");
    try (Socket socket = Echo.connect(listen)) {
      Thread.sleep(50);
      roundTrip(socket);
      removeToxic("a");

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void d17ClosesTheConnectionWhoseResetIsRemovedWhileItWaits() throws Exception {
    String listen = create("a");
    toxic("a", "reset_peer", "downstream", "\"timeout\":60000");
    try (Socket socket = Echo.connect(listen)) {
      socket.getOutputStream().write(1);
      Thread.sleep(100);
      removeToxic("a");

      assertThat(endOf(socket)).isIn("end", "reset");
    }
  }

  @Test
  void d19CountsFromWhenTheLimitWasAdded() throws Exception {
    try (Socket socket = Echo.connect(create("a"))) {
      roundTrip(socket);
      toxic("a", "limit_data", "downstream", "\"bytes\":3");
      socket.getOutputStream().write(new byte[10]);

      assertThat(socket.getInputStream().readAllBytes()).hasSize(3);
    }
  }

  @Test
  void d20SlicesAndWaitsAfterEachPiece() throws Exception {
    String listen = create("a");
    toxic("a", "slicer", "downstream", "\"average_size\":10,\"delay\":20000");
    byte[] sent = new byte[100];
    new Random(1).nextBytes(sent);
    try (Socket socket = Echo.connect(listen)) {
      long start = System.nanoTime();
      socket.getOutputStream().write(sent);
      List<Integer> sizes = new ArrayList<>();
      byte[] received = new byte[sent.length];
      InputStream in = socket.getInputStream();
      for (int got = 0; got < sent.length; got += sizes.get(sizes.size() - 1)) {
        sizes.add(in.read(received, got, sent.length - got));
      }

      assertThat(received).isEqualTo(sent);
      assertThat(sizes).hasSizeBetween(10, 16);
      assertThat(millisSince(start)).isBetween(290L, 1_500L);
    }
  }

  @Test
  void d22ActsOnLiveConnections() throws Exception {
    try (Socket socket = Echo.connect(create("a"))) {
      assertThat(roundTripMillis(socket)).isLessThan(80);
      toxic("a", "latency", "downstream", "\"latency\":100");
      assertThat(roundTripMillis(socket)).isGreaterThanOrEqualTo(100);
    }
  }

  @Test
  void d23AddsDelaysInAChain() throws Exception {
    String listen = create("a");
    named("one", "latency", "\"latency\":100");
    named("two", "latency", "\"latency\":150");
    named("three", "bandwidth", "\"rate\":10");
    try (Socket socket = Echo.connect(listen)) {
      long start = System.nanoTime();
      socket.getOutputStream().write(new byte[1_000]);
      socket.getInputStream().readNBytes(1_000);

      assertThat(millisSince(start)).isBetween(345L, 1_000L);
    }
  }
}
