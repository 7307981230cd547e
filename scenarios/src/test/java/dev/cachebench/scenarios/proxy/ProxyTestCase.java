package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The bundled proxy in front of an echo, driven by raw HTTP. */
abstract class ProxyTestCase {

  private final HttpClient http = HttpClient.newHttpClient();
  ProxyServer server;
  Echo echo;

  @BeforeEach
  void start() throws IOException {
    server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    echo = new Echo();
  }

  @AfterEach
  void stop() throws IOException {
    echo.close();
    server.close();
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  String create(String name) throws Exception {
    HttpResponse<String> made =
        send(
            "POST",
            "/proxies",
            "{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\"}"
                .formatted(name, echo.address()));
    assertThat(made.statusCode()).isEqualTo(201);
    return listen(made);
  }

  static String listen(HttpResponse<String> proxy) {
    return proxy.body().replaceFirst(".*\"listen\":\"([^\"]*)\".*", "$1");
  }

  void toxic(String proxy, String type, String stream, String attributes) throws Exception {
    HttpResponse<String> made =
        send(
            "POST",
            "/proxies/" + proxy + "/toxics",
            "{\"name\":\"t\",\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}"
                .formatted(type, stream, attributes));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
  }

  void removeToxic(String proxy) throws Exception {
    assertThat(send("DELETE", "/proxies/" + proxy + "/toxics/t", null).statusCode()).isEqualTo(204);
  }

  static void error(HttpResponse<String> answer, int status, String message) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"%s\",\"status\":%d}\n".formatted(message, status));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  static boolean isSilent(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -2;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Sends one byte and waits for its return. */
  static void roundTrip(Socket socket) throws IOException {
    socket.getOutputStream().write(7);
    assertThat(socket.getInputStream().read()).isEqualTo(7);
  }

  String createTo(ServerSocket upstream) throws Exception {
    return listen(
        send(
            "POST",
            "/proxies",
            "{\"name\":\"a\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:%d\"}"
                .formatted(upstream.getLocalPort())));
  }

  static String endOf(Socket socket) {
    try {
      return socket.getInputStream().read() == -1 ? "end" : "data";
    } catch (SocketTimeoutException e) {
      return "silence";
    } catch (IOException e) {
      return "reset";
    }
  }
}
