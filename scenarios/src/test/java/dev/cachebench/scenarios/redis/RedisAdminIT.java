package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisAdminIT {

  @TempDir Path directory;

  @Test
  void removesOnlyWhatIsUnderThePrefix() throws IOException {
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
        RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      Map<String, String> entries = new HashMap<>(Map.of("theirs", "1", "ours", "2"));
      for (int i = 0; i < 5_000; i++) {
        entries.put("ours:" + i, "v");
      }
      RedisClient client = RedisClient.create(RedisUris.of(redis.endpoint()));
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        connection.sync().mset(entries);

        admin.remove("ours:");

        assertThat(connection.sync().keys("*")).containsExactlyInAnyOrder("theirs", "ours");
      } finally {
        client.shutdown();
      }
    }
  }
}
