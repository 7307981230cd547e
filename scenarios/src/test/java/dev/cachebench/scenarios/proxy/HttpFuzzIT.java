package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent to the HTTP interface, it answers with a status, and goes on answering.
 *
 * <p>Names and numbers are damaged, addresses to listen on are not: those would be looked up.
 */
class HttpFuzzIT {

  private static final String PROXY =
      "{\"name\":\"NAME\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:9\",\"enabled\":true}";
  private static final List<String> TOXICS =
      List.of(
          "{\"name\":\"t\",\"type\":\"latency\",\"stream\":\"upstream\",\"toxicity\":0.5,"
              + "\"attributes\":{\"latency\":100,\"jitter\":10}}",
          "{\"name\":\"u\",\"type\":\"slicer\",\"attributes\":{\"average_size\":64,"
              + "\"size_variation\":32,\"delay\":10}}",
          "{\"name\":\"v\",\"type\":\"bandwidth\",\"attributes\":{\"rate\":1000}}",
          "{\"name\":\"w\",\"type\":\"limit_data\",\"toxicity\":1,\"attributes\":{\"bytes\":500}}");
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e39",
          "1e400",
          "-1e39",
          "9223372036854775807",
          "99999999999999999999",
          "null",
          "\"\"",
          "\"<script>\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "true",
          "0.1",
          "NaN",
          "[[[[[[[[[[[[",
          "\u0001",
          "\"a/b\"",
          "\"..\"");
  private static final List<String> PATHS =
      List.of(
          "/proxies",
          "/proxies/p",
          "/proxies/p/toxics",
          "/proxies/p/toxics/t",
          "/populate",
          "/reset",
          "/version",
          "/proxies/%00",
          "/proxies/%ff",
          "/proxies/p%2Ftoxics",
          "/proxies//toxics",
          "/",
          "//",
          "/proxies/p?x=%41",
          "/%70roxies",
          "/proxies/p/toxics/u/v",
          "/proxies/+",
          "/metrics");
  private static final List<String> METHODS =
      List.of("GET", "POST", "PATCH", "DELETE", "HEAD", "PUT", "OPTIONS", "BREW");

  private static ProxyServer server;

  @BeforeContainer
  static void start() throws IOException {
    server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void everyRequestIsAnswered(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    ensureProxy();
    String path = pick(PATHS, random);
    String body = random.nextBoolean() ? PROXY.replace("NAME", "q") : pick(TOXICS, random);
    if (path.equals("/populate") && random.nextBoolean()) {
      body = "[" + body + "," + PROXY.replace("NAME", "r") + "]";
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      body = damaged(body, random);
    }

    String answer = send(request(pick(METHODS, random), path, body));

    assertThat(answer).as("%s %s", path, body).matches("(?s)HTTP/1\\.1 [245][0-9][0-9] .*");
    assertThat(answer).doesNotContain("\tat ");
    assertGoesOn();
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void goesOnWhateverComes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = request("POST", "/proxies", PROXY).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }

    assertThat(send(new String(bytes, StandardCharsets.ISO_8859_1))).doesNotContain("\tat ");
    assertGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-1e39", "1e400", "NaN", "\"1\"", "[]"})
  void aToxicityThatIsNoNumberIsRefused(String toxicity) throws IOException {
    start();
    try {
      ensureProxy();
      String body = TOXICS.get(0).replace("0.5", toxicity);

      assertThat(send(request("POST", "/proxies/p/toxics", body))).startsWith("HTTP/1.1 400 ");
      assertThat(send(request("GET", "/proxies/p/toxics", ""))).contains("200", "[]");
    } finally {
      stop();
    }
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String damaged(String body, Random random) {
    int at = random.nextInt(body.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> body.substring(0, at);
      case 1 -> body.replaceFirst("(?<=:)(-?[0-9.]+|true)", pick(VALUES, random));
      case 2 -> body.replaceAll("(?<=:)(-?[0-9.]+)", pick(VALUES, random));
      default -> body.replaceFirst("\"(t|u|v|w|q|latency|upstream)\"", pick(VALUES, random));
    };
  }

  private static String request(String method, String path, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(method, path, length, body);
  }

  private static void ensureProxy() throws IOException {
    if (!send(request("GET", "/proxies/p", "")).startsWith("HTTP/1.1 200 ")) {
      assertThat(send(request("POST", "/proxies", PROXY.replace("NAME", "p"))))
          .startsWith("HTTP/1.1 201 ");
    }
  }

  private static void assertGoesOn() throws IOException {
    assertThat(send(request("GET", "/proxies", ""))).startsWith("HTTP/1.1 200 ").endsWith("}");
  }

  /** Returns the answer; empty where the connection was closed without one. */
  private static String send(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException e) {
      return ""; // it was cut off with our bytes unread
    }
  }
}
