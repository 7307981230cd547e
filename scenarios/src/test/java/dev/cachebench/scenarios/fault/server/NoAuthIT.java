package dev.cachebench.scenarios.fault.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoAuthIT {

  private static final String PASSWORD = "p\u00e4ss \u20ac";

  @TempDir Path directory;

  @Test
  void givesAnyPasswordBack() throws IOException {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"))) {
      RedisEndpoint it = redis.endpoint();
      try (RespConnection connection = RespConnection.open(it)) {
        connection.call("CONFIG", "SET", "requirepass", RespConnection.utf8(PASSWORD));
      }
      RedisEndpoint endpoint = new RedisEndpoint(it.host(), it.port(), null, PASSWORD, 0);
      NoAuth fault = new NoAuth(new ServerControl(endpoint));

      fault.start();

      assertThatThrownBy(() -> RespConnection.open(endpoint))
          .isInstanceOf(RespConnection.ErrorReply.class);
      fault.stop();
      try (RespConnection connection = RespConnection.open(endpoint)) {
        assertThat(connection.text("PING")).isEqualTo("PONG");
      }
    }
  }
}
