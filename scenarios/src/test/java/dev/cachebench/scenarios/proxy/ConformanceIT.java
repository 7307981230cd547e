package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a real toxiproxy-server does, by raw HTTP and sockets. */
class ConformanceIT extends ProxyTestCase {

  @Nested
  class Api {

    @Test
    void c1SaysItsVersion() throws Exception {
      HttpResponse<String> version = send("GET", "/version", null);

      assertThat(version.body()).isEqualTo("{\"version\": \"2.12.0\"}\n");
      assertThat(version.headers().firstValue("Content-Type"))
          .hasValue("application/json;charset=utf-8");
    }

    @Test
    void c2RefusesBrowsersOnItsRoutesOnly() throws Exception {
      HttpResponse<String> refused = send("GET", "/proxies", null, "User-Agent", "Mozilla/5.0");

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo("User agent not allowed\n");
      assertThat(send("GET", "/no", null, "User-Agent", "Mozilla/5.0").statusCode()).isEqualTo(404);
      assertThat(send("PUT", "/proxies", null, "User-Agent", "Mozilla/5.0").statusCode())
          .isEqualTo(405);
    }

    @Test
    void c3KnowsPathsAndMethods() throws Exception {
      assertThat(send("GET", "/proxies/", null).statusCode()).isEqualTo(404);
      assertThat(send("GET", "/nothing", null).body()).isEqualTo("404 page not found\n");
      HttpResponse<String> wrong = send("PUT", "/proxies", "{}");
      assertThat(wrong.statusCode()).isEqualTo(405);
      assertThat(wrong.body()).isEmpty();
    }

    @Test
    void c4NumbersRequests() throws Exception {
      assertThat(send("GET", "/proxies", null).headers().firstValue("X-Toxiproxy-Request-Id"))
          .hasValueSatisfying(id -> assertThat(id).hasSize(20));
    }

    @Test
    void c5AndC6CreateEnabledOnAFreePort() throws Exception {
      String listen = create("a");

      assertThat(listen).startsWith("127.0.0.1:").doesNotEndWith(":0");
      assertThat(send("GET", "/proxies/a", null).body())
          .isEqualTo(
              "{\"name\":\"a\",\"listen\":\"%s\",\"upstream\":\"%s\",\"enabled\":true,\"toxics\":[]}"
                  .formatted(listen, echo.address()));
    }

    @Test
    void c7ToC9RefuseBadBodies() throws Exception {
      error(send("POST", "/proxies", ""), 400, "bad request body: EOF");
      error(send("POST", "/proxies", "{\"name\""), 400, "bad request body: unexpected EOF");
      error(send("POST", "/proxies", "{}"), 400, "missing required field: name");
      error(send("POST", "/proxies", "{\"name\":\"a\"}"), 400, "missing required field: upstream");
      create("a");
      error(
          send("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"x:1\"}"),
          409,
          "proxy already exists");
    }

    @Test
    void c10SaysThatAPortIsTakenAndKeepsNoProxy() throws Exception {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String address = "127.0.0.1:" + taken.getLocalPort();
        HttpResponse<String> refused =
            send(
                "POST",
                "/proxies",
                "{\"name\":\"a\",\"listen\":\"%s\",\"upstream\":\"x:1\"}".formatted(address));

        error(refused, 500, "listen tcp " + address + ": bind: address already in use");
        error(send("GET", "/proxies/a", null), 404, "proxy not found");
      }
    }

    @Test
    void c12CreatesDisabledWithoutBinding() throws Exception {
      HttpResponse<String> made =
          send(
              "POST",
              "/proxies",
              "{\"name\":\"a\",\"listen\":\"localhost:0\",\"upstream\":\"x:1\",\"enabled\":false}");

      assertThat(made.statusCode()).isEqualTo(201);
      assertThat(listen(made)).isEqualTo("localhost:0");
    }

    @Test
    void c13AndC14ChangeOneFieldAndNeverTheName() throws Exception {
      String listen = create("a");

      HttpResponse<String> changed =
          send("PATCH", "/proxies/a", "{\"name\":\"b\",\"enabled\":false}");

      assertThat(changed.body()).contains("\"name\":\"a\"", "\"enabled\":false", listen);
    }

    @Test
    void c15KeepsConnectionsWhenTheAddressIsTheSame() throws Exception {
      String listen = create("a");
      try (Socket socket = Echo.connect(listen)) {
        String same = listen.replace("127.0.0.1", "localhost");
        send("POST", "/proxies/a", "{\"listen\":\"" + same + "\"}");

        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
      }
    }

    @Test
    void c16ChangesUpstreamDropsConnectionsKeepsToxics() throws Exception {
      String listen = create("a");
      toxic("a", "latency", "downstream", "\"latency\":1");
      try (Socket socket = Echo.connect(listen);
          Echo other = new Echo()) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        send("POST", "/proxies/a", "{\"upstream\":\"" + other.address() + "\"}");

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThat(send("GET", "/proxies/a/toxics", null).body()).contains("latency");
      }
    }

    @Test
    void c18RefusesWhileDisabled() throws Exception {
      String listen = create("a");
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        send("POST", "/proxies/a", "{\"enabled\":false}");

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      assertThatThrownBy(() -> Echo.connect(listen)).isInstanceOf(ConnectException.class);
      assertThat(listen(send("POST", "/proxies/a", "{\"enabled\":true}"))).isEqualTo(listen);
    }

    @Test
    void c19Deletes() throws Exception {
      create("a");

      assertThat(send("DELETE", "/proxies/a", null).statusCode()).isEqualTo(204);
      error(send("DELETE", "/proxies/a", null), 404, "proxy not found");
    }

    @Test
    void c20ChecksEveryProxyBeforeItPopulates() throws Exception {
      HttpResponse<String> refused =
          send("POST", "/populate", "[{\"name\":\"a\",\"upstream\":\"x:1\"},{\"name\":\"b\"}]");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(refused.body())
          .isEqualTo(
              "{\"error\":\"missing required field: upstream at proxy 2\",\"status\":400,"
                  + "\"proxies\":null}");
      assertThat(send("GET", "/proxies", null).body()).isEqualTo("{}");
      assertThat(send("POST", "/populate", "[]").body()).isEqualTo("{\"proxies\":null}");
    }

    @Test
    void c26ToC29CreateToxicsWithDefaultsAndChecksInOrder() throws Exception {
      create("a");
      HttpResponse<String> made = send("POST", "/proxies/a/toxics", "{\"type\":\"latency\"}");

      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(made.body())
          .isEqualTo(
              "{\"attributes\":{\"latency\":0,\"jitter\":0},\"name\":\"latency_downstream\","
                  + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
      error(
          send("POST", "/proxies/a/toxics", "{\"type\":\"x\",\"stream\":\"y\"}"),
          400,
          "stream was invalid, can be either upstream or downstream");
      error(send("POST", "/proxies/a/toxics", "{}"), 400, "invalid toxic type");
      error(
          send("POST", "/proxies/a/toxics", "{\"type\":\"latency\"}"), 409, "toxic already exists");
      error(send("GET", "/proxies/a/toxics/no", null), 404, "toxic not found");
    }

    @Test
    void refusesWhatCrashesARealServer() throws Exception {
      create("a");
      String path = "/proxies/a/toxics";

      assertThat(
              send("POST", path, "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}}")
                  .statusCode())
          .isEqualTo(400);
      assertThat(send("POST", path, "{\"type\":\"slicer\"}").statusCode()).isEqualTo(400);
    }
  }

  @Nested
  class Data {

    @Test
    void d2AndD3DelayWithoutAddingUp() throws Exception {
      String listen = create("a");
      toxic("a", "latency", "downstream", "\"latency\":150");
      try (Socket socket = Echo.connect(listen)) {
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
          socket.getOutputStream().write(i);
          Thread.sleep(20);
        }
        socket.getInputStream().readNBytes(5);

        assertThat(millisSince(start)).isBetween(225L, 700L);
      }
    }

    @Test
    void d6FlushesWhatARemovedLatencyHolds() throws Exception {
      String listen = create("a");
      toxic("a", "latency", "downstream", "\"latency\":5000");
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(9);
        Thread.sleep(50);
        long start = System.nanoTime();
        removeToxic("a");

        assertThat(socket.getInputStream().read()).isEqualTo(9);
        assertThat(millisSince(start)).isLessThan(1_000);
      }
    }

    @Test
    void d9AndD10LimitBandwidthAndStallAtZero() throws Exception {
      String listen = create("a");
      toxic("a", "bandwidth", "downstream", "\"rate\":100");
      try (Socket socket = Echo.connect(listen)) {
        long start = System.nanoTime();
        socket.getOutputStream().write(new byte[50_000]);
        socket.getInputStream().readNBytes(50_000);
        assertThat(millisSince(start)).isBetween(425L, 2_000L);

        send("POST", "/proxies/a/toxics/t", "{\"attributes\":{\"rate\":0}}");
        socket.getOutputStream().write(3);
        socket.setSoTimeout(200);
        assertThat(isSilent(socket)).isTrue();
        socket.setSoTimeout(5_000);
        removeToxic("a");
        assertThat(socket.getInputStream().read()).isEqualTo(3);
      }
    }

    @Test
    void d13ClosesAfterATimeWithoutData() throws Exception {
      String listen = create("a");
      toxic("a", "timeout", "upstream", "\"timeout\":300");
      try (Socket socket = Echo.connect(listen)) {
        long start = System.nanoTime();

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThat(millisSince(start)).isBetween(250L, 2_000L);
      }
    }

    @Test
    void d15HoldsForEverAndClosesWhenRemoved() throws Exception {
      String listen = create("a");
      toxic("a", "timeout", "downstream", "\"timeout\":0");
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(1);
        socket.setSoTimeout(300);
        assertThat(isSilent(socket)).isTrue();
        socket.setSoTimeout(5_000);
        removeToxic("a");

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }

    @Test
    void d17ResetsNewConnectionsAndEndsLiveOnes() throws Exception {
      String listen = create("a");
      try (Socket live = Echo.connect(listen)) {
        live.getOutputStream().write(1);
        assertThat(live.getInputStream().read()).isEqualTo(1);
        toxic("a", "reset_peer", "upstream", "\"timeout\":0");
        live.getOutputStream().write(1);
        assertThat(live.getInputStream().read()).isEqualTo(-1);
      }
      try (Socket fresh = Echo.connect(listen)) {
        fresh.getOutputStream().write(1);
        assertThat(
                org.assertj.core.api.Assertions.catchThrowable(() -> fresh.getInputStream().read()))
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
    }

    @Test
    void d18LimitsToExactlySoManyBytes() throws Exception {
      String listen = create("a");
      toxic("a", "limit_data", "downstream", "\"bytes\":1234");
      try (Socket socket = Echo.connect(listen)) {
        socket.getOutputStream().write(new byte[5_000]);

        assertThat(socket.getInputStream().readAllBytes()).hasSize(1234);
      }
    }

    @Test
    void d24EndsConnectionsToADeadUpstream() throws Exception {
      HttpResponse<String> made =
          send("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"127.0.0.1:1\"}");
      try (Socket socket = Echo.connect(listen(made))) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }
}
