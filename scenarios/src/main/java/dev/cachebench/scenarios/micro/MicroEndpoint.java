package dev.cachebench.scenarios.micro;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.result.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Hands the address and password of Redis to the forks in a file that only its owner may read: what
 * stands in arguments is seen by everybody on the machine and kept in the results.
 */
final class MicroEndpoint implements AutoCloseable {

  private static final String PROPERTY = "cachebench.micro.redis";

  private final Path file;

  private MicroEndpoint(Path file) {
    this.file = file;
  }

  static MicroEndpoint write(RedisEndpoint endpoint) throws IOException {
    boolean isPosix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    Path file =
        isPosix
            ? Files.createTempFile(
                "cachebench-micro",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile("cachebench-micro", ".json");
    Files.writeString(file, JsonLines.encode(endpoint));
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

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
