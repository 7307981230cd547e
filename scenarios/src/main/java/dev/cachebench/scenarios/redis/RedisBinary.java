package dev.cachebench.scenarios.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Redis server to start: {@code redis-server} or {@code valkey-server} on the path, else
 * the binary that the embedded-redis library ships.
 */
public final class RedisBinary {

  /** Environment variable that chooses: {@code path}, {@code bundled}, or a file. */
  public static final String VARIABLE = "CACHEBENCH_REDIS_SERVER";

  private static final Pattern VERSION = Pattern.compile(" v=([0-9]{1,6})\\.");

  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  private static final Map<String, String> BUNDLED =
      Map.of(
          "linux/amd64", "redis-server-6.2.6-v5-linux-amd64",
          "linux/aarch64", "redis-server-6.2.7-linux-arm64",
          "linux/i386", "redis-server-6.2.7-linux-386",
          "mac/x86_64", "redis-server-6.2.6-v5-darwin-amd64",
          "mac/aarch64", "redis-server-6.2.6-v5-darwin-arm64");

  private final String searchPath;
  private final @Nullable String choice;

  /**
   * Creates a finder.
   *
   * @param searchPath directories, separated as in {@code PATH}
   * @param choice value of {@link #VARIABLE}; null is "whatever is there"
   */
  public RedisBinary(String searchPath, @Nullable String choice) {
    this.searchPath = searchPath;
    this.choice = choice;
  }

  /** Returns a finder that looks where this process's environment says. */
  public static RedisBinary ofEnvironment() {
    String path = System.getenv("PATH");
    return new RedisBinary(path == null ? "" : path, System.getenv(VARIABLE));
  }

  /**
   * Returns an executable.
   *
   * @param directory where a bundled binary is unpacked to
   * @throws EnvironmentException if there is none for this machine
   */
  public Path find(Path directory) throws IOException {
    if (choice == null) {
      Optional<Path> installed = installed();
      return installed.isPresent() ? installed.get() : unpack(directory);
    }
    if (choice.equals("bundled")) {
      return unpack(directory);
    }
    if (choice.equals("path")) {
      return installed()
          .orElseThrow(
              () ->
                  new EnvironmentException(
                      VARIABLE + " is `path`, but there is no redis-server on the PATH",
                      "install Redis, or unset " + VARIABLE));
    }
    Path file = Path.of(choice);
    if (!Files.isExecutable(file)) {
      throw new EnvironmentException(
          VARIABLE + " names " + file + ", which cannot be executed",
          "name a redis-server, `path` or `bundled`");
    }
    return file;
  }

  /** Returns the first number of a program's version, 0 where it does not say. */
  static int majorVersion(Path program) throws IOException {
    Process asked =
        new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
    try (InputStream answer = asked.getInputStream()) {
      String text = new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
      Matcher version = VERSION.matcher(text);
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
  }

  private Optional<Path> installed() {
    for (String directory : searchPath.split(File.pathSeparator)) {
      for (String name : NAMES) {
        Path file = Path.of(directory.isEmpty() ? "." : directory, name);
        if (Files.isExecutable(file) && !Files.isDirectory(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static Path unpack(Path directory) throws IOException {
    String platform = platform();
    String resource = BUNDLED.get(platform);
    InputStream binary =
        resource == null ? null : RedisBinary.class.getResourceAsStream("/" + resource);
    if (binary == null) {
      throw new EnvironmentException(
          "there is no redis-server on the PATH and none is bundled for " + platform,
          "install Redis or Valkey, or name a running one with --redis redis://host:port");
    }
    Path file = directory.resolve("redis-server");
    try (binary) {
      Files.copy(binary, file);
    }
    if (!file.toFile().setExecutable(true, true)) {
      throw new EnvironmentException(
          "cannot make " + file + " executable", "set java.io.tmpdir to a folder that allows it");
    }
    return file;
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "mac" : system) + "/" + machine;
  }
}
