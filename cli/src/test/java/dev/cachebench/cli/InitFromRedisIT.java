package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitFromRedisIT extends CommandTestCase {

  @TempDir Path folder;

  @Test
  void writesWhatALiveRedisTells() throws IOException {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(RedisBinary.ofEnvironment(), folder.resolve("redis.log"))) {
      Path password =
          Files.writeString(
              folder.resolve("password"), Objects.requireNonNull(redis.endpoint().password()));
      Path file = folder.resolve("mine.yaml");

      assertThat(
              run(
                  "init",
                  file.toString(),
                  "--from-redis",
                  "redis://" + redis.endpoint().address(),
                  "--redis-password-file",
                  password.toString()))
          .isZero();

      assertThat(file)
          .content()
          .contains("# From " + redis.version() + " at " + redis.endpoint().address())
          .contains("next to nothing in it")
          .doesNotContain(Files.readString(password));
      assertThat(run("validate", file.toString())).isZero();
    }
  }
}
