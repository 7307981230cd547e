package dev.cachebench.scenarios.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * libfaketime: it lies to one process about the wall clock and leaves the monotonic clock and the
 * machine alone.
 *
 * <p>The offset stands in a file that the library reads at every question, so that it can be
 * changed while the process runs. Only the bundled Redis binary bears it: Debian's redis-server
 * shares jemalloc as a library, which asks for the time while the preload is still finding its feet
 * (infinite recursion, seen with libfaketime 0.9.10 and Redis 7.0.15).
 */
public final class FakeTime {

  private static final String NAME = "libfaketime.so.1";
  private static final String FILE = "clock";

  private final Path library;

  private FakeTime(Path library) {
    this.library = library;
  }

  /**
   * Finds the library where Linux distributions put it.
   *
   * @throws EnvironmentException if it is not there
   */
  public static FakeTime installed() throws IOException {
    return in(List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib")));
  }

  /**
   * Finds the library.
   *
   * @param roots folders that hold it in a folder {@code faketime}, at once or one level down
   * @throws EnvironmentException if it is in none of them
   */
  static FakeTime in(List<Path> roots) throws IOException {
    for (Path root : roots) {
      Optional<Path> found = under(root);
      if (found.isPresent()) {
        return new FakeTime(found.get());
      }
    }
    throw new EnvironmentException(
        "moving the Redis server's clock needs libfaketime, which is not installed",
        "install the package libfaketime (`apt-get install libfaketime`), or take the clock faults"
            + " with `on: redis` out");
  }

  private static Optional<Path> under(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    List<Path> candidates = new ArrayList<>(List.of(root));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
      folders.forEach(candidates::add);
    }
    return candidates.stream()
        .map(folder -> folder.resolve("faketime").resolve(NAME))
        .filter(Files::isReadable)
        .findFirst();
  }

  /**
   * Returns a command that runs a program under the library.
   *
   * @param program absolute
   * @param directory holds the offset; {@link #set} must have been called for it
   */
  List<String> command(Path program, Path directory) {
    return List.of(
        "/usr/bin/env",
        "LD_PRELOAD=" + library,
        "FAKETIME_TIMESTAMP_FILE=" + directory.resolve(FILE),
        "FAKETIME_NO_CACHE=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        program.toString());
  }

  /** Returns where the library is. */
  @Override
  public String toString() {
    return library.toString();
  }

  /** Sets how far the clock of the program in that directory is off; forward if positive. */
  void set(Path directory, Duration offset) {
    String text = String.format(Locale.ROOT, "%+.3f\n", offset.toMillis() / 1e3);
    Path half = directory.resolve(FILE + ".new");
    try {
      Files.writeString(half, text, StandardCharsets.US_ASCII);
      // The reader opens the file at any moment; it must never see half of it.
      Files.move(half, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the server's clock cannot be moved: " + e.getMessage(), e);
    }
  }
}
