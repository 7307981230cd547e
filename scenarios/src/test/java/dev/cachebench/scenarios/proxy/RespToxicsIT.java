package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The toxics that a real toxiproxy-server does not have; an echo plays Redis, reply by reply. */
@Timeout(60)
class RespToxicsIT extends ProxyTestCase {

  private static final String A = "$20\r\naaaaaaaaaaaaaaaaaaaa\r\n";
  private static final String B = "$20\r\nbbbbbbbbbbbbbbbbbbbb\r\n";
  private static final String OK = "+OK\r\n";

  private static String exchange(Socket socket, String... chunks) throws IOException {
    int length = 0;
    for (String chunk : chunks) {
      byte[] bytes = chunk.getBytes(StandardCharsets.ISO_8859_1);
      socket.getOutputStream().write(bytes);
      length += bytes.length;
    }
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private static int differences(String one, String other) {
    int differences = 0;
    for (int i = 0; i < one.length(); i++) {
      differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
    }
    return differences;
  }

  @Test
  void corruptChangesTheContentOfStringsAndNothingElse() throws Exception {
    String listen = create("a");
    toxic("a", "corrupt", "downstream", "\"percent\":100,\"bytes\":3");
    try (Socket socket = Echo.connect(listen)) {
      String got = exchange(socket, OK + A + "$5\r\nshort\r\n:17\r\n");

      assertThat(got).startsWith(OK + "$20\r\n").endsWith("\r\n$5\r\nshort\r\n:17\r\n");
      assertThat(differences(got, OK + A + "$5\r\nshort\r\n:17\r\n")).isEqualTo(3);
    }
  }

  @Test
  void corruptStrikesItsShareOfStrings() throws Exception {
    String listen = create("a");
    toxic("a", "corrupt", "downstream", "\"percent\":30");
    try (Socket socket = Echo.connect(listen)) {
      int struck = 0;
      for (int i = 0; i < 300; i++) {
        struck += differences(exchange(socket, A), A);
      }
      assertThat(struck).isBetween(60, 120);
    }
  }

  @Test
  void desyncSwapsTwoReplies() throws Exception {
    String listen = create("a");
    toxic("a", "desync", "downstream", "\"percent\":100,\"wait\":0");
    try (Socket socket = Echo.connect(listen)) {
      assertThat(exchange(socket, A + B)).isEqualTo(B + A);
      assertThat(
              exchange(
                  socket, A.substring(0, 9), A.substring(9) + B.substring(0, 2), B.substring(2)))
          .isEqualTo(B + A);
    }
  }

  @Test
  void desyncSwapsNoReplyWithAState() throws Exception {
    String listen = create("a");
    toxic("a", "desync", "downstream", "\"percent\":100,\"wait\":0");
    try (Socket socket = Echo.connect(listen)) {
      assertThat(exchange(socket, A + OK + OK)).isEqualTo(A + OK + OK);
    }
  }

  @Test
  void desyncLetsAReplyGoThatWaitsForNothing() throws Exception {
    String listen = create("a");
    toxic("a", "desync", "downstream", "\"percent\":100,\"wait\":50");
    try (Socket socket = Echo.connect(listen)) {
      assertThat(exchange(socket, A)).isEqualTo(A);
    }
  }

  @Test
  void desyncLetsGoWhatItHoldsWhenItIsRemoved() throws Exception {
    String listen = create("a");
    toxic("a", "desync", "downstream", "\"percent\":100,\"wait\":0");
    try (Socket socket = Echo.connect(listen)) {
      socket.getOutputStream().write(A.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(200);
      assertThat(isSilent(socket)).isTrue();
      socket.setSoTimeout(5_000);
      removeToxic("a");

      assertThat(socket.getInputStream().readNBytes(A.length())).hasSize(A.length());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt", "desync"})
  void strikesConnectionsThatAreLive(String type) throws Exception {
    try (Socket socket = Echo.connect(create("a"))) {
      assertThat(exchange(socket, A)).isEqualTo(A);
      toxic("a", type, "downstream", "\"percent\":100");

      assertThat(exchange(socket, A + B)).isNotEqualTo(A + B);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt", "desync"})
  void passesWhatIsNoResp(String type) throws Exception {
    String listen = create("a");
    toxic("a", type, "downstream", "\"percent\":100");
    String web = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + "x".repeat(20);
    try (Socket socket = Echo.connect(listen)) {
      assertThat(exchange(socket, web)).isEqualTo(web);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt", "desync"})
  void passesRepliesThatAreLong(String type) throws Exception {
    String listen = create("a");
    toxic("a", type, "downstream", "\"percent\":100");
    String reply = "$3000000\r\n" + "y".repeat(3_000_000) + "\r\n";
    try (Socket socket = Echo.connect(listen)) {
      Thread writer = new Thread(() -> write(socket, reply));
      writer.start();
      String got =
          new String(
              socket.getInputStream().readNBytes(reply.length()), StandardCharsets.ISO_8859_1);
      writer.join();

      assertThat(differences(got, reply)).isEqualTo(type.equals("corrupt") ? 1 : 0);
    }
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1"})
  void wantsAShare(String percent) throws Exception {
    create("a");
    HttpResponse<String> made =
        send(
            "POST",
            "/proxies/a/toxics",
            "{\"type\":\"corrupt\",\"attributes\":{\"percent\":" + percent + "}}");

    error(made, 400, "bad request body: percent must be 1 to 100");
  }
}
