package dev.cachebench.scenarios.micro;

import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hands the address and password of Redis to the forks in a file of the server's own directory,
 * which only this user can read and which goes with the server, even after {@code kill -9}. What
 * stands in arguments is seen by everybody on the machine and kept in the results.
 *
 * @param file where it is
 */
record MicroEndpoint(Path file) {

  private static final String PROPERTY = "cachebench.micro.redis";

  static MicroEndpoint write(EmbeddedRedis redis) throws IOException {
    Path file = redis.directory().resolve("endpoint.json");
    Files.writeString(file, JsonLines.encode(redis.endpoint()));
    return new MicroEndpoint(file);
  }

  /** Returns the option of a fork's JVM that says where the file is. */
  String jvmOption() {
    return "-D" + PROPERTY + "=" + file;
  }

  /** Reads it, in a fork. */
  static RedisEndpoint read() throws IOException {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      throw new IllegalStateException("start it with `cachebench micro`, which starts a Redis");
    }
    return JsonLines.decode(Files.readString(Path.of(file)), RedisEndpoint.class);
  }
}
