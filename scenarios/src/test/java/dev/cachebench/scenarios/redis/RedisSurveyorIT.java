package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("deprecation") // commands that are shorter than their successors
class RedisSurveyorIT {

  private static final int KEYS = 3_000;
  private static final Pattern CALLED = Pattern.compile("cmdstat_([a-z|_]+):");

  @TempDir Path directory;
  private EmbeddedRedis redis;
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
    client = RedisClient.create(RedisUris.of(redis.endpoint()));
    connection = client.connect();
  }

  @AfterEach
  void stop() {
    connection.close();
    client.shutdown();
    redis.close();
  }

  private RedisCommands<String, String> commands() {
    return connection.sync();
  }

  @Test
  void findsSizesLivesAndMemory() {
    for (int i = 0; i < KEYS; i++) {
      commands().set("key:" + i + " \u00e4\r\n", "v".repeat(500), SetArgs.Builder.px(600_000));
    }
    commands().hset("hash", "field", "value");
    commands().configSet("maxmemory", "100mb");

    RedisSurvey survey = RedisSurveyor.survey(redis.endpoint(), 1_000);

    assertThat(survey.server()).matches("(redis|valkey) [0-9.]+");
    assertThat(survey.keys()).isEqualTo(KEYS + 1);
    assertThat(survey.sampledKeys()).isEqualTo(1_000);
    assertThat(survey.valueBytes().get(500)).isEqualTo(500);
    assertThat(survey.lifeMillis().get(500)).isBetween(500_000L, 600_000L);
    assertThat(survey.maxMemoryBytes()).isEqualTo(100 << 20);
    assertThat(survey.memoryBytes()).isPositive();
    assertThat(survey.writeCalls()).isEqualTo(KEYS + 1);
  }

  @Test
  void writesNothing() {
    commands().set("a", "1");
    commands().rpush("list", "2");
    commands().configResetstat();

    RedisSurveyor.survey(redis.endpoint(), 1_000);

    Set<String> called =
        CALLED
            .matcher(commands().info("commandstats"))
            .results()
            .map((MatchResult found) -> found.group(1).replaceFirst("\\|.*", ""))
            .collect(Collectors.toSet());
    assertThat(called)
        .contains("scan")
        .isSubsetOf("auth", "info", "select", "scan", "type", "pttl", "strlen", "memory", "config");
  }

  @Test
  void looksAtSmallDatabasesToo() {
    commands().set("only", "12345");

    RedisSurvey survey = RedisSurveyor.survey(redis.endpoint(), 1_000);

    assertThat(survey.keys()).isOne();
    assertThat(survey.valueBytes()).containsExactly(5L);
    assertThat(survey.lifeMillis()).isEmpty();
  }

  @Test
  void goesOnWhereItMayNotAskEverything() throws IOException {
    commands().set("text", "12345");
    commands().rpush("list", "2");
    try (RespConnection admin = RespConnection.open(redis.endpoint())) {
      admin.call(
          "ACL", "SETUSER", "poor", "on", ">poor", "~*", "-@all", "+info", "+scan", "+type",
          "+pttl", "+strlen");
    }
    RedisEndpoint it = redis.endpoint();

    RedisSurvey survey =
        RedisSurveyor.survey(new RedisEndpoint(it.host(), it.port(), "poor", "poor", 0), 1_000);

    assertThat(survey.sampledKeys()).isEqualTo(2);
    assertThat(survey.valueBytes()).containsExactly(5L);
  }

  @Test
  void saysThatThePasswordIsWrong() {
    RedisEndpoint wrong =
        new RedisEndpoint(redis.endpoint().host(), redis.endpoint().port(), null, "wrong", 0);

    assertThatThrownBy(() -> RedisSurveyor.survey(wrong, 10))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot be looked at: ")
        .hasMessageNotContaining("wrong\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "$99999999999\r\n",
        "$5\r\nabc",
        "*3\r\n",
        ":12\r\n",
        "$many\r\n",
        "",
        "\r\n",
        "-NOPERM no\u001b[31m\r\n"
      })
  void whatIsNoRedisIsSaidToBeNone(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread other = new Thread(() -> answer(server, answer));
      other.start();
      RedisEndpoint there = new RedisEndpoint("127.0.0.1", server.getLocalPort(), null, null, 0);

      assertThatThrownBy(() -> RedisSurveyor.survey(there, 10))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("cannot be looked at");
      other.join();
    }
  }

  private static void answer(ServerSocket server, String text) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      socket.getInputStream().read(new byte[1_000]);
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
