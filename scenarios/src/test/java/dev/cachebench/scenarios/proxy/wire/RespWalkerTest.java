package dev.cachebench.scenarios.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespWalkerTest {

  private final RespWalker walker = new RespWalker();

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  /** Walks chunk by chunk and returns the stream cut at the ends of replies. */
  private List<String> replies(String stream, int chunk) {
    List<String> replies = new ArrayList<>();
    StringBuilder reply = new StringBuilder();
    for (int from = 0; from < stream.length(); from += chunk) {
      String text = stream.substring(from, Math.min(stream.length(), from + chunk));
      int[] done = {0};
      walker.walk(
          bytes(text),
          new RespWalker.Visitor() {
            @Override
            public void replied(int end) {
              replies.add(reply + text.substring(done[0], end));
              reply.setLength(0);
              done[0] = end;
            }
          });
      reply.append(text.substring(done[0]));
    }
    return replies;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000})
  void tellsRepliesApartInAnyChunks(int chunk) {
    List<String> replies =
        List.of(
            "+OK\r\n",
            "$-1\r\n",
            "$5\r\na\r\n+b\r\n",
            "*2\r\n$3\r\nfoo\r\n:12\r\n",
            "*0\r\n",
            "%1\r\n+k\r\n*2\r\n:1\r\n:2\r\n",
            "|1\r\n+ttl\r\n:5\r\n$2\r\nhi\r\n",
            ">2\r\n+message\r\n$0\r\n\r\n",
            "_\r\n",
            "-ERR unknown command that is longer than any header of a length\r\n",
            "*1\r\n*1\r\n*1\r\n$1\r\nx\r\n");

    assertThat(replies(String.join("", replies), chunk)).isEqualTo(replies);
    assertThat(walker.isAtBoundary()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello\r\n", "$x\r\n", "$99999999999\r\n", "\r\n", "$?\r\n"})
  void isLostInWhatIsNoResp(String text) {
    walker.walk(bytes("+OK\r\n" + text), new RespWalker.Visitor() {});

    assertThat(walker.isLost()).isTrue();
    assertThat(walker.isAtBoundary()).isFalse();
  }

  @Test
  void saysWhereTheContentOfAStringIs() {
    List<String> heard = new ArrayList<>();
    walker.walk(
        bytes("$4\r\nabcd\r\n"),
        new RespWalker.Visitor() {
          @Override
          public void string(long length) {
            heard.add("string " + length);
          }

          @Override
          public void content(int index, int count, long offset) {
            heard.add("content " + index + " " + count + " " + offset);
          }
        });

    assertThat(heard).containsExactly("string 4", "content 4 4 0");
  }

  @Test
  void knowsWholeReplies() {
    assertThat(RespWalker.isWhole(bytes("+OK\r\n$1\r\nx\r\n"))).isTrue();
    assertThat(RespWalker.isWhole(bytes("+OK\r\n$1\r\nx"))).isFalse();
    assertThat(RespWalker.isWhole(bytes("xyz+OK\r\n"))).isFalse();
  }
}
