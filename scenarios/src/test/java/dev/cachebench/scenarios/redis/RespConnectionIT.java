package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RespConnectionIT {

  private static final String UMLAUTS = "p\u00e4ss \u20ac\ud83d\ude00";

  @TempDir Path directory;
  private EmbeddedRedis redis;
  private RespConnection connection;

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
    connection = RespConnection.open(redis.endpoint());
  }

  @AfterEach
  void stop() {
    connection.close();
    redis.close();
  }

  private RedisEndpoint as(@Nullable String username, @Nullable String password, int database) {
    RedisEndpoint it = redis.endpoint();
    return new RedisEndpoint(it.host(), it.port(), username, password, database);
  }

  @Test
  void keepsEveryByteOfAText() throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (char c = 0; c < 256; c++) {
      bytes.append(c);
    }

    connection.call("SET", "key", bytes.toString());

    assertThat(connection.text("STRLEN", "key")).isEqualTo("256");
    assertThat(connection.call("GET", "key")).isEqualTo(bytes.toString());
  }

  @Test
  void logsInWithAnyPassword() throws IOException {
    connection.call("CONFIG", "SET", "requirepass", RespConnection.utf8(UMLAUTS));
    String name = RespConnection.utf8("n\u00e4me");
    connection.call(
        "ACL", "SETUSER", name, "on", ">" + RespConnection.utf8("other" + UMLAUTS), "+@all", "~*");

    try (RespConnection byDefault = RespConnection.open(as(null, UMLAUTS, 0));
        RespConnection byName = RespConnection.open(as("n\u00e4me", "other" + UMLAUTS, 0))) {
      assertThat(byDefault.text("ACL", "WHOAMI")).isEqualTo("default");
      assertThat(byName.text("ACL", "WHOAMI")).isEqualTo(name);
    }
  }

  @Test
  void selectsTheDatabaseAtLogin() {
    RedisEndpoint second = as(null, redis.endpoint().password(), 1);

    // An embedded server has one database.
    assertThatThrownBy(() -> RespConnection.open(second))
        .isInstanceOf(RespConnection.ErrorReply.class)
        .hasMessageContaining("DB index");
  }

  @Test
  void throwsRefusalsOrListsThem() throws IOException {
    assertThatThrownBy(() -> connection.call("NO", "SUCH"))
        .isInstanceOfSatisfying(
            RespConnection.ErrorReply.class, e -> assertThat(e.code()).isEqualTo("ERR"));

    List<@Nullable Object> answers =
        connection.all(List.of(List.of("PING"), List.of("NO", "SUCH"), List.of("DBSIZE")));

    assertThat(answers.get(0)).isEqualTo("PONG");
    assertThat(answers.get(1)).isInstanceOf(RespConnection.ErrorReply.class);
    assertThat(answers.get(2)).isEqualTo(0L);
  }

  @Test
  void textsAreTextsOrNumbers() throws IOException {
    assertThat(connection.text("PING")).isEqualTo("PONG");
    assertThat(connection.text("DBSIZE")).isEqualTo("0");
    assertThatThrownBy(() -> connection.text("GET", "none"))
        .hasMessage("a text was expected as answer to GET");
    assertThatThrownBy(() -> connection.text("KEYS", "*"))
        .hasMessage("a text was expected as answer to KEYS");
  }

  @Test
  void saysThatTheServerClosed() throws IOException {
    try (RespConnection other = RespConnection.open(redis.endpoint())) {
      connection.call("CLIENT", "KILL", "TYPE", "normal");

      assertThatThrownBy(other::receive).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void waitsNoLongerThanItsPatience() throws IOException {
    try (RespConnection hasty = RespConnection.open(redis.endpoint(), Duration.ofMillis(100))) {
      assertThatThrownBy(() -> hasty.call("BLPOP", "none", "30"))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void seesAnAnswerBeforeItIsRead() throws IOException {
    assertThat(connection.hasAnswer()).isFalse();

    connection.send("PING");

    await().until(connection::hasAnswer);
    assertThat(connection.receive()).isEqualTo("PONG");
    connection.finish();
    assertThat(connection.hasAnswer()).isFalse();
  }
}
