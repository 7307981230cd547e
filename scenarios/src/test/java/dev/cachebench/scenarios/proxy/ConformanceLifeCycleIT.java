package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Life of proxies and toxics as with a real toxiproxy-server, by raw HTTP. */
class ConformanceLifeCycleIT extends ProxyTestCase {

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String proxy(String name, String listen, String upstream, String more) {
    return "{\"name\":\"%s\",\"listen\":\"%s\",\"upstream\":\"%s\"%s}"
        .formatted(name, listen, upstream, more);
  }

  @Test
  void c10NamesABadAddress() throws Exception {
    error(
        send("POST", "/proxies", proxy("a", "bogus", "x:1", "")),
        500,
        "listen tcp: address bogus: missing port in address");
    create("b");
    error(
        send("POST", "/proxies/b", "{\"listen\":\"bogus\"}"),
        500,
        "address bogus: missing port in address");
  }

  @Test
  void c11AcceptsADeadUpstream() throws Exception {
    assertThat(send("POST", "/proxies", proxy("a", "127.0.0.1:0", "nowhere:1", "")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void c17IsLeftDisabledByAFailedMove() throws Exception {
    create("a");
    try (ServerSocket taken = taken()) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      error(
          send("POST", "/proxies/a", "{\"listen\":\"" + address + "\"}"),
          500,
          "listen tcp " + address + ": bind: address already in use");
      assertThat(send("GET", "/proxies/a", null).body())
          .contains("\"enabled\":false", "\"listen\":\"" + address + "\"");
    }
  }

  /** A port that the system still listens on would take the connection, and reset it. */
  @Test
  void aDisabledProxyRefusesFromTheFirstConnectionOn() throws Exception {
    String listen = create("a");
    int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    for (int i = 0; i < 300; i++) {
      send("POST", "/proxies/a", "{\"enabled\":false}");
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
      send("POST", "/proxies/a", "{\"enabled\":true}");
    }
  }

  @Test
  void c21PopulatesWithoutTouchingAnEqualProxy() throws Exception {
    String listen = create("a");
    toxic("a", "latency", "upstream", "\"latency\":1");
    send("POST", "/proxies/a", "{\"enabled\":false}");

    HttpResponse<String> same =
        send("POST", "/populate", "[" + proxy("a", listen, echo.address(), "") + "]");
    assertThat(same.statusCode()).isEqualTo(201);
    assertThat(same.body())
        .startsWith("{\"proxies\":[{\"name\":\"a\"")
        .contains("\"enabled\":false", "\"latency\":1");

    HttpResponse<String> other =
        send("POST", "/populate", "[" + proxy("a", listen, "localhost:1", "") + "]");
    assertThat(other.body()).contains("\"enabled\":true", "\"toxics\":[]");
  }

  @Test
  void c22SaysHowFarPopulateCame() throws Exception {
    try (ServerSocket taken = taken()) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      HttpResponse<String> half =
          send(
              "POST",
              "/populate",
              "[%s,%s,%s]"
                  .formatted(
                      proxy("a", "127.0.0.1:0", "x:1", ""),
                      proxy("b", address, "x:1", ""),
                      proxy("c", "127.0.0.1:0", "x:1", "")));

      assertThat(half.statusCode()).isEqualTo(500);
      assertThat(half.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(half.body())
          .startsWith(
              "{\"error\":\"listen tcp "
                  + address
                  + ": bind: address already in use\",\"status\":500,\"proxies\":[{\"name\":\"a\"")
          .endsWith("}]}");
      assertThat(send("GET", "/proxies", null).body())
          .contains("\"a\":{")
          .doesNotContain("\"b\":{", "\"c\":{");
    }
  }

  @Test
  void c24AndC35ResetEnablesAndClearsWithoutAnyLength() throws Exception {
    create("a");
    toxic("a", "latency", "upstream", "\"latency\":1");
    send("POST", "/proxies/a", "{\"enabled\":false}");
    String answer;
    try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      raw.getOutputStream()
          .write(
              "POST /reset HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      answer = new String(raw.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    assertThat(answer).startsWith("HTTP/1.1 204");
    assertThat(send("GET", "/proxies/a", null).body())
        .contains("\"enabled\":true", "\"toxics\":[]");
  }

  @Test
  void c25ListsByName() throws Exception {
    create("b");
    create("a");

    assertThat(send("GET", "/proxies", null).body()).matches("\\{\"a\":\\{.*},\"b\":\\{.*}}");
  }

  @Test
  void c27EchoesTheStreamAsSentInNameAndStream() throws Exception {
    create("a");

    assertThat(
            send("POST", "/proxies/a/toxics", "{\"type\":\"noop\",\"stream\":\"UPSTREAM\"}").body())
        .isEqualTo(
            "{\"attributes\":{},\"name\":\"noop_UPSTREAM\",\"type\":\"noop\","
                + "\"stream\":\"UPSTREAM\",\"toxicity\":1}");
  }

  @Test
  void c29WantsNamesThatAreUniqueInBothStreams() throws Exception {
    create("a");
    toxic("a", "latency", "upstream", "");

    error(
        send("POST", "/proxies/a/toxics", "{\"type\":\"noop\",\"name\":\"t\"}"),
        409,
        "toxic already exists");
  }

  @Test
  void c30AndC31MergeAttributesAndIgnoreTheRest() throws Exception {
    create("a");
    toxic("a", "latency", "upstream", "\"latency\":5,\"jitter\":2");

    HttpResponse<String> changed =
        send(
            "PATCH",
            "/proxies/a/toxics/t",
            "{\"name\":\"x\",\"type\":\"noop\",\"stream\":\"downstream\",\"toxicity\":0.1,"
                + "\"attributes\":{\"jitter\":3}}");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body())
        .isEqualTo(
            "{\"attributes\":{\"latency\":5,\"jitter\":3},\"name\":\"t\",\"type\":\"latency\","
                + "\"stream\":\"upstream\",\"toxicity\":0.1}");
  }

  @Test
  void c32ListsToxicsUpstreamFirst() throws Exception {
    create("a");
    for (String stream : new String[] {"downstream", "upstream"}) {
      for (String type : new String[] {"timeout", "latency"}) {
        send(
            "POST",
            "/proxies/a/toxics",
            "{\"type\":\"%s\",\"stream\":\"%s\"}".formatted(type, stream));
      }
    }

    assertThat(send("GET", "/proxies/a/toxics", null).body())
        .containsSubsequence(
            "timeout_upstream", "latency_upstream", "timeout_downstream", "latency_downstream");
  }

  @Test
  void c33AnswersWhatIsMissingInJson() throws Exception {
    create("a");

    error(send("GET", "/proxies/no", null), 404, "proxy not found");
    error(send("POST", "/proxies/no", ""), 404, "proxy not found");
    error(send("POST", "/proxies/no/toxics", ""), 404, "proxy not found");
    error(send("DELETE", "/proxies/a/toxics/no", null), 404, "toxic not found");
  }

  @Test
  void c34AndC36ReadWhatOthersWouldRefuse() throws Exception {
    HttpResponse<String> made =
        send(
            "POST",
            "/proxies",
            "{\"NAME\":\"a b\",\"Upstream\":\"x:1\",\"listen\":null,\"what\":[1]} garbage",
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(send("GET", "/proxies/a%20b", null).statusCode()).isEqualTo(200);
  }

  @Test
  void answersOnAKeptConnectionAtOnce() throws Exception {
    send("GET", "/proxies", null);
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      send("GET", "/proxies", null);
    }

    // 40 ms each when the answer waits for a delayed ACK.
    assertThat(millisSince(start)).isLessThan(600);
  }
}
