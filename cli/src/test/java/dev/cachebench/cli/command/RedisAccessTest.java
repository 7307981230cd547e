package dev.cachebench.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisAccessTest {

  private static final RedisConfig EXTERNAL =
      new RedisConfig(RedisConfig.Provider.EXTERNAL, URI.create("redis://db:7000/3"));

  @TempDir Path folder;

  @Test
  void needsNothingForARedisOfOurOwn() throws IOException {
    assertThat(new RedisAccess(null, Map.of()).endpoint(RedisConfig.embedded())).isNull();
  }

  @Test
  void takesThePasswordFromTheEnvironment() throws IOException {
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "s3cret");

    assertThat(new RedisAccess(null, environment).endpoint(EXTERNAL))
        .isEqualTo(new RedisEndpoint("db", 7000, null, "s3cret", 3));
  }

  @Test
  void prefersTheFileAndDropsItsLineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "from-file\n");
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "s3cret");

    assertThat(new RedisAccess(file, environment).endpoint(EXTERNAL))
        .extracting(RedisEndpoint::password)
        .isEqualTo("from-file");
  }

  @Test
  void takesAnEmptyVariableAsNoPassword() throws IOException {
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "");

    assertThat(new RedisAccess(null, environment).endpoint(EXTERNAL))
        .extracting(RedisEndpoint::password)
        .isNull();
  }
}
