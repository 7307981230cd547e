package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespReaderTest {

  private static RespReader reader(String text) {
    return new RespReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Says the same for ever. */
  private static RespReader endless(String first, String then) {
    return new RespReader(
        new InputStream() {
          private int at;

          @Override
          public int read() {
            int i = at++;
            return i < first.length()
                ? first.charAt(i)
                : then.charAt((i - first.length()) % then.length());
          }
        });
  }

  @Test
  void readsOneAnswerAfterTheOther() throws IOException {
    RespReader reader = reader("+OK\r\n:-7\r\n$4\r\n\r\n\u00ff\0\r\n$-1\r\n*-1\r\n*0\r\n+\r\n");

    assertThat(reader.read()).isEqualTo("OK");
    assertThat(reader.read()).isEqualTo(-7L);
    assertThat(reader.read()).isEqualTo("\r\n\u00ff\0");
    assertThat(reader.read()).isNull();
    assertThat(reader.read()).isNull();
    assertThat(reader.read()).isEqualTo(List.of());
    assertThat(reader.read()).isEqualTo("");
  }

  @Test
  void keepsRefusalsInTheirPlace() throws IOException {
    RespReader reader = reader("*3\r\n:1\r\n-ERR no\r\n$-1\r\n-LOADING wait\r\n:2\r\n");

    assertThat(reader.read())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(1L),
            second ->
                assertThat(second)
                    .isInstanceOfSatisfying(
                        RespConnection.ErrorReply.class, e -> assertThat(e).hasMessage("ERR no")),
            third -> assertThat(third).isNull());
    assertThat(reader.read())
        .isInstanceOfSatisfying(
            RespConnection.ErrorReply.class, e -> assertThat(e.code()).isEqualTo("LOADING"));
    assertThat(reader.read()).isEqualTo(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+OK", "$5\r\nabc", "$3\r\nabc", "$3\r\n", "*3\r\n:1\r\n"})
  void saysThatTheServerClosed(String text) {
    assertThatThrownBy(() -> reader(text).read())
        .isInstanceOf(EOFException.class)
        .hasMessage("the server closed the connection");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400 Bad Request\r\n", "\r\n", "$many\r\n", ":\r\n", "*1.5\r\n", "_\r\n"})
  void saysThatItIsNoRedis(String text) {
    assertThatThrownBy(() -> reader(text).read())
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("this is no Redis: ");
  }

  @Test
  void showsNoControlCharactersOfSomebodyElse() {
    assertThatThrownBy(() -> reader("\u001b[31m" + "x".repeat(100) + "\r\n").read())
        .hasMessage("this is no Redis: it says `?[31m" + "x".repeat(35) + "...`");
  }

  @Test
  void boundsTexts() throws IOException {
    String largest = "x".repeat(RespReader.LARGEST_TEXT);

    assertThat(reader("$" + largest.length() + "\r\n" + largest + "\r\n").read())
        .isEqualTo(largest);
    assertThatThrownBy(() -> reader("$" + (largest.length() + 1) + "\r\n").read())
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("bytes is too long");
    assertThatThrownBy(() -> reader("$99999999999\r\n").read())
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("bytes is too long");
  }

  @Test
  void boundsLists() {
    assertThatThrownBy(() -> endless("*" + (RespReader.LONGEST_LIST + 1) + "\r\n", ":1\r\n").read())
        .hasMessageContaining("parts is too long");
  }

  @Test
  void boundsListsInLists() throws IOException {
    assertThat(reader("*1\r\n".repeat(RespReader.DEEPEST) + ":1\r\n").read()).isNotNull();
    assertThatThrownBy(() -> endless("", "*1\r\n").read())
        .hasMessageContaining("parts is too long");
  }

  /** A value of 300 KiB, of which each byte is written as {@code \x00}. */
  @Test
  void readsWhatAMonitorTells() throws IOException {
    String line = "0.1 [0 127.0.0.1:1] \"SET\" \"k\" \"" + "\\x00".repeat(300 << 10) + "\"";

    assertThat(reader("+" + line + "\r\n").read()).isEqualTo(line);
  }

  @Test
  void boundsLines() {
    assertThatThrownBy(() -> endless("+", "x").read()).hasMessageContaining("lines do not end");
    assertThatThrownBy(() -> endless("$1\r\nx", "x").read())
        .hasMessageContaining("lines do not end");
  }
}
