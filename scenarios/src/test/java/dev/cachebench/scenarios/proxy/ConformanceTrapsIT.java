package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What surprises in a real toxiproxy-server, and what crashes it. */
@Timeout(60)
class ConformanceTrapsIT extends ProxyTestCase {

  private String populate(String listen) throws Exception {
    return listen(
        send(
            "POST",
            "/populate",
            "[{\"name\":\"a\",\"listen\":\"%s\",\"upstream\":\"%s\"}]"
                .formatted(listen, echo.address())));
  }

  private HttpResponse<String> change(String body) throws Exception {
    return send("POST", "/proxies/a", body);
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /proxies",
    "PUT, /proxies",
    "DELETE, /proxies",
    "PATCH, /proxies",
    "PUT, /proxies/a",
    "HEAD, /proxies/a",
    "DELETE, /proxies/a/toxics",
    "GET, /populate",
    "GET, /reset",
    "POST, /version",
  })
  void c3AnswersWrongMethodsWithoutABody(String method, String path) throws Exception {
    HttpResponse<String> wrong = send(method, path, null);

    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/proxies/", "/metrics", "/proxies/a/toxics/t/x", "/proxies/a/b"})
  void c3KnowsNoOtherPaths(String path) throws Exception {
    HttpResponse<String> none = send("GET", path, null);

    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).isEqualTo("404 page not found\n");
    assertThat(none.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void c5BindsTheWildcardWithoutAHost() throws Exception {
    HttpResponse<String> made = send("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"x:1\"}");

    assertThat(listen(made)).startsWith("[::]:").doesNotEndWith(":0");
  }

  @Test
  void c6TellsNamesApartByCaseAndCannotReachOneWithASlash() throws Exception {
    create("a");
    error(send("GET", "/proxies/A", null), 404, "proxy not found");

    assertThat(send("POST", "/proxies", "{\"name\":\"b/c\",\"upstream\":\"x:1\"}").statusCode())
        .isEqualTo(201);
    assertThat(send("GET", "/proxies/b/c", null).statusCode()).isEqualTo(404);
  }

  @Test
  void c13TakesANewFreePortForPortZero() throws Exception {
    String listen = create("a");

    assertThat(listen(change("{\"listen\":\"127.0.0.1:0\"}")))
        .isNotEqualTo(listen)
        .doesNotEndWith(":0");
  }

  @Test
  void c18KeepsThePortThatAnEnabledProxyHad() throws Exception {
    String listen = create("a");
    for (int i = 0; i < 3; i++) {
      assertThat(listen(change("{\"enabled\":false}"))).isEqualTo(listen);
      assertThat(listen(change("{\"enabled\":true}"))).isEqualTo(listen);
    }
  }

  @Test
  void c21NeverFindsPortZeroOrTheWildcardEqual() throws Exception {
    String first = populate("127.0.0.1:0");
    toxic("a", "noop", "upstream", "");
    assertThat(populate("127.0.0.1:0")).isNotEqualTo(first);
    assertThat(send("GET", "/proxies/a/toxics", null).body()).isEqualTo("[]");
  }

  @Test
  void c23PopulatesNothingWithNothing() throws Exception {
    create("a");

    HttpResponse<String> none = send("POST", "/populate", "[]");
    assertThat(none.statusCode()).isEqualTo(201);
    assertThat(none.body()).isEqualTo("{\"proxies\":null}");
    assertThat(send("GET", "/proxies", null).body()).contains("\"a\":{");
  }

  @Test
  void c24ClosesWhatATimeoutHeldAtAReset() throws Exception {
    String listen = create("a");
    toxic("a", "timeout", "downstream", "\"timeout\":0");
    try (Socket socket = Echo.connect(listen)) {
      socket.getOutputStream().write(1);
      socket.setSoTimeout(200);
      assertThat(isSilent(socket)).isTrue();
      socket.setSoTimeout(5_000);
      assertThat(send("POST", "/reset", null).statusCode()).isEqualTo(204);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void c29NamesTheSameTypeByItsStream() throws Exception {
    create("a");
    for (String stream : List.of("upstream", "downstream")) {
      HttpResponse<String> made =
          send("POST", "/proxies/a/toxics", "{\"type\":\"noop\",\"stream\":\"" + stream + "\"}");
      assertThat(made.body()).contains("\"name\":\"noop_" + stream + "\"");
    }
  }

  @Test
  void c30KeepsWhatStoodBeforeAWrongType() throws Exception {
    create("a");
    toxic("a", "latency", "upstream", "\"latency\":5,\"jitter\":2");

    HttpResponse<String> wrong =
        send(
            "POST",
            "/proxies/a/toxics/t",
            "{\"toxicity\":0.5,\"attributes\":{\"latency\":9,\"jitter\":\"x\"}}");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).startsWith("{\"error\":\"bad request body: ");
    assertThat(send("GET", "/proxies/a/toxics/t", null).body())
        .contains("\"latency\":9,\"jitter\":2", "\"toxicity\":1");
  }

  @Test
  void takesAnyToxicity() throws Exception {
    String listen = create("a");
    for (String toxicity : List.of("7", "-5")) {
      HttpResponse<String> made =
          send(
              "POST",
              "/proxies/a/toxics",
              "{\"name\":\"n%s\",\"type\":\"bandwidth\",\"toxicity\":%s}"
                  .formatted(toxicity, toxicity));
      assertThat(made.body()).contains("\"toxicity\":" + toxicity + "}");
    }
    send("DELETE", "/proxies/a/toxics/n7", null);
    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bandwidth | \"rate\":-1",
        "slicer    | \"average_size\":0",
        "slicer    | \"average_size\":-3",
        "slicer    | \"average_size\":10,\"size_variation\":10",
        "slicer    | \"average_size\":10,\"size_variation\":-1",
      })
  void refusesWhatCrashesARealServer(String type, String attributes) throws Exception {
    String listen = create("a");
    String path = "/proxies/a/toxics";
    String good = "\"rate\":1000,\"average_size\":10,\"size_variation\":5";
    toxic("a", type, "upstream", good);

    HttpResponse<String> made =
        send("POST", path, "{\"type\":\"" + type + "\",\"attributes\":{" + attributes + "}}");
    assertThat(made.statusCode()).isEqualTo(400);
    assertThat(made.body()).startsWith("{\"error\":\"bad request body: ");
    assertThat(send("POST", path + "/t", "{\"attributes\":{" + attributes + "}}").statusCode())
        .isEqualTo(400);

    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
    }
  }

  @Test
  void d17LeavesAnIdleConnectionAlone() throws Exception {
    String listen = create("a");
    try (Socket idle = Echo.connect(listen)) {
      toxic("a", "reset_peer", "upstream", "\"timeout\":0");
      try (Socket fresh = Echo.connect(listen)) {
        for (Socket socket : List.of(idle, fresh)) {
          socket.setSoTimeout(200);
          assertThat(isSilent(socket)).isTrue();
        }
      }
    }
  }

  @Test
  void d17ResetsWithoutActingWhenAnythingElseCloses() throws Exception {
    String listen = create("a");
    send(
        "POST",
        "/proxies/a/toxics",
        "{\"type\":\"reset_peer\",\"toxicity\":0,\"attributes\":{\"timeout\":0}}");
    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
      change("{\"enabled\":false}");

      assertThat(endOf(socket)).isEqualTo("reset");
    }
  }

  @Test
  void d18ClosesAtTheFirstByteOfALimitOfZero() throws Exception {
    String listen = create("a");
    toxic("a", "limit_data", "downstream", "\"bytes\":0");
    try (Socket socket = Echo.connect(listen)) {
      socket.setSoTimeout(200);
      assertThat(isSilent(socket)).isTrue();
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(1);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void d12ClosesAtOnceWhenASlowCloseIsRemoved() throws Exception {
    String listen = create("a");
    toxic("a", "slow_close", "upstream", "\"delay\":60000");
    try (Socket socket = Echo.connect(listen)) {
      roundTrip(socket);
      socket.shutdownOutput();
      socket.setSoTimeout(200);
      assertThat(isSilent(socket)).isTrue();
      socket.setSoTimeout(5_000);
      removeToxic("a");

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
