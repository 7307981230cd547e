package dev.cachebench.cli.command;

import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the address of an external Redis and its password together; they come by separate ways. */
final class RedisAccess {

  private static final String VARIABLE = "CACHEBENCH_REDIS_PASSWORD";

  private final @Nullable Path passwordFile;
  private final Map<String, String> environment;

  RedisAccess(@Nullable Path passwordFile, Map<String, String> environment) {
    this.passwordFile = passwordFile;
    this.environment = environment;
  }

  /** Returns the endpoint of an external Redis, or null where the tool starts its own. */
  @Nullable RedisEndpoint endpoint(RedisConfig redis) throws IOException {
    URI uri = redis.uri();
    if (uri != null) {
      return RedisEndpoint.of(uri, password());
    }
    if (passwordFile != null) {
      throw new UsageException(
          "--redis-password-file is for a Redis of your own, and this run starts its own",
          "add --redis redis://HOST:PORT, or leave the file out");
    }
    return null;
  }

  private @Nullable String password() throws IOException {
    if (passwordFile != null) {
      return Files.readString(passwordFile).strip();
    }
    String password = environment.get(VARIABLE);
    return password == null || password.isEmpty() ? null : password;
  }
}
