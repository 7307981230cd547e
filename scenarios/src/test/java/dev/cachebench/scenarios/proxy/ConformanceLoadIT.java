package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many bytes, many connections, many draws. */
@Timeout(120)
class ConformanceLoadIT extends ProxyTestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noop        | 1 | ",
        "latency     | 1 | \"latency\":20,\"jitter\":15",
        "bandwidth   | 1 | \"rate\":20000",
        "slow_close  | 1 | \"delay\":5",
        "slicer      | 1 | \"average_size\":5000,\"size_variation\":2000,\"delay\":10",
        "limit_data  | 1 | \"bytes\":10000001",
        "timeout     | 0 | \"timeout\":1",
        "reset_peer  | 0 | \"timeout\":0",
      })
  void d1PassesTenMegabytesBothWays(String type, double toxicity, String attributes)
      throws Exception {
    String listen = create("a");
    for (String stream : List.of("upstream", "downstream")) {
      send(
          "POST",
          "/proxies/a/toxics",
          "{\"type\":\"%s\",\"stream\":\"%s\",\"toxicity\":%s,\"attributes\":{%s}}"
              .formatted(type, stream, toxicity, attributes == null ? "" : attributes));
    }
    assertThat(send("GET", "/proxies/a/toxics", null).body().split(type)).hasSizeGreaterThan(4);
    byte[] sent = new byte[10_000_000];
    new Random(1).nextBytes(sent);
    try (Socket socket = Echo.connect(listen)) {
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(socket, sent));
      byte[] received = socket.getInputStream().readNBytes(sent.length);
      writing.join();

      assertThat(Arrays.equals(received, sent)).isTrue();
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void d4JittersWithinItsRange() throws Exception {
    List<Long> times = roundTrips(200);

    assertThat(times).allMatch(micros -> micros >= 5_000);
    assertThat(times.stream().filter(micros -> micros < 9_000).count()).isGreaterThan(10);
    assertThat(times.stream().filter(micros -> micros > 20_000).count()).isGreaterThan(10);
    // A busy machine makes single ones late, not most of them.
    assertThat(times.stream().sorted().toList().get(150)).isLessThan(40_000);
  }

  private List<Long> roundTrips(int count) throws Exception {
    String listen = create("a");
    toxic("a", "latency", "downstream", "\"latency\":15,\"jitter\":10");
    List<Long> micros = new ArrayList<>();
    try (Socket socket = Echo.connect(listen)) {
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        roundTrip(socket);
        micros.add((System.nanoTime() - start) / 1_000);
      }
    }
    return micros;
  }

  @Test
  void d21DrawsToxicityForEachConnectionAndKeepsIt() throws Exception {
    String listen = create("a");
    send(
        "POST",
        "/proxies/a/toxics",
        "{\"type\":\"bandwidth\",\"toxicity\":0.5,\"attributes\":{\"rate\":0}}");
    List<Socket> passing = new ArrayList<>();
    List<Socket> stalled = new ArrayList<>();
    List<Socket> all = connect(listen, 400);
    try {
      for (Socket socket : all) {
        socket.getOutputStream().write(1);
      }
      Thread.sleep(500);
      for (Socket socket : all) {
        (socket.getInputStream().available() > 0 ? passing : stalled).add(socket);
      }
      assertThat(stalled).hasSizeBetween(160, 240);
      for (Socket socket : passing) {
        socket.getInputStream().read();
        roundTrip(socket);
      }
      for (Socket socket : stalled) {
        assertThat(socket.getInputStream().available()).isZero();
      }
    } finally {
      close(all);
    }
  }

  private static List<Socket> connect(String listen, int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(Echo.connect(listen));
    }
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void d25SurvivesAThousandConnectsAmongChanges() throws Exception {
    String listen = create("a");
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<Integer> changes = CompletableFuture.supplyAsync(() -> changes(isDone));
    for (int i = 0; i < 1_000; i++) {
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(i);
        assertThat(socket.getInputStream().read()).isEqualTo(i & 0xFF);
      }
    }
    isDone.set(true);

    assertThat(changes.join()).isGreaterThan(10);
    assertThat(send("GET", "/proxies/a/toxics", null).body()).isEqualTo("[]");
    awaitConnections(0);
  }

  private int changes(AtomicBoolean isDone) {
    List<String> types = List.of("slicer", "latency", "noop", "slow_close", "bandwidth");
    int changes = 0;
    try {
      for (; !isDone.get(); changes++) {
        toxic(
            "a",
            types.get(changes % types.size()),
            changes % 2 == 0 ? "upstream" : "downstream",
            "\"average_size\":9,\"rate\":1000");
        removeToxic("a");
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return changes;
  }

  /** The echo has one thread for each connection that it still has. */
  private void awaitConnections(int count) throws InterruptedException {
    for (int i = 0; i < 500 && echo.connections() != count; i++) {
      Thread.sleep(20);
    }
    assertThat(echo.connections()).isEqualTo(count);
  }

  @Test
  void d26ClosesFiveHundredConnectionsWithinASecond() throws Exception {
    String listen = create("a");
    List<Socket> sockets = connect(listen, 500);
    try {
      for (Socket socket : sockets) {
        roundTrip(socket);
      }
      long start = System.nanoTime();
      send("POST", "/proxies/a", "{\"enabled\":false}");
      for (Socket socket : sockets) {
        assertThat(endOf(socket)).isIn("end", "reset");
      }
      assertThat(millisSince(start)).isLessThan(1_000);
    } finally {
      close(sockets);
    }
  }

  @Test
  void d27LetsTheSenderFeelAReceiverThatStalls() throws Exception {
    try (ServerSocket sink = new ServerSocket()) {
      sink.setReceiveBufferSize(64 << 10);
      sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress listen = address(createTo(sink));
      long before = directBytes();
      try (SocketChannel client = SocketChannel.open(listen);
          Socket behind = sink.accept()) {
        long written = writtenUntilStalled(client);
        // What the kernel's buffers of two connections hold at most, and 160 KiB of the proxy's.
        assertThat(written).isBetween(64_000L, 24_000_000L);
        assertThat(directBytes() - before).isLessThan(8 << 20);

        behind.setSoTimeout(5_000);
        client.shutdownOutput();
        assertThat(behind.getInputStream().readAllBytes()).hasSize((int) written);
      }
    }
  }

  private static InetSocketAddress address(String listen) {
    return new InetSocketAddress("127.0.0.1", Integer.parseInt(listen.replaceFirst(".*:", "")));
  }

  private static long directBytes() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static long writtenUntilStalled(SocketChannel client) throws Exception {
    client.configureBlocking(false);
    long written = 0;
    for (int silent = 0; silent < 20 && written < 100_000_000; silent++) {
      int now = client.write(ByteBuffer.allocate(64 << 10));
      written += now;
      if (now > 0) {
        silent = 0;
      } else {
        Thread.sleep(20);
      }
    }
    return written;
  }

  @Test
  void d28DrawsTheSameToxicityFromTheSameSeed() throws Exception {
    List<Boolean> first = cutBySeed(11);

    assertThat(cutBySeed(11)).isEqualTo(first);
    assertThat(cutBySeed(12)).isNotEqualTo(first);
    assertThat(first).contains(true, false);
  }

  private void seed(long seed) throws IOException {
    server.close();
    server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), seed);
  }

  private List<Boolean> cutBySeed(long seed) throws Exception {
    seed(seed);
    String listen = create("a");
    send(
        "POST",
        "/proxies/a/toxics",
        "{\"type\":\"limit_data\",\"toxicity\":0.5,\"attributes\":{\"bytes\":0}}");
    List<Boolean> cuts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(1);
        cuts.add(socket.getInputStream().read() == -1);
      }
    }
    return cuts;
  }

  @Test
  void d28JittersTheSameFromTheSameSeed() throws Exception {
    seed(11);
    List<Long> first = roundTrips(60);
    seed(11);
    List<Long> again = roundTrips(60);
    seed(12);
    List<Long> other = roundTrips(60);

    assertThat(alike(first, again)).isGreaterThan(50);
    assertThat(alike(first, other)).isLessThan(40);
  }

  /** How many of the delays are within 4 ms: 36 % of independent ones, most of equal ones. */
  private static long alike(List<Long> one, List<Long> other) {
    long alike = 0;
    for (int i = 0; i < one.size(); i++) {
      alike += Math.abs(one.get(i) - other.get(i)) < 4_000 ? 1 : 0;
    }
    return alike;
  }
}
