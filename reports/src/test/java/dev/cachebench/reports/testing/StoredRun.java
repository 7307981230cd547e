package dev.cachebench.reports.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files of a real run of the bundled {@code redis-outage}, shortened, as the tool wrote them.
 *
 * <p>To renew it after a change of the files, from the repository's root:
 *
 * <pre>
 * cli/bin/cachebench run redis-outage --set warmup=1s --set load.rate=300/s \
 *   --set phases[0].duration=4s --set phases[1].duration=4s --set phases[2].duration=6s --out target/run
 * cd reports/src/test/resources/runs/redis-outage
 * for file in *; do cp ../../../../../../target/run/$file .; done
 * </pre>
 */
public final class StoredRun {

  /** Seconds of warm-up and phases together. */
  public static final int SECONDS = 15;

  private StoredRun() {}

  /** Copies it, so that a report can be written beside the files. */
  public static Path copyTo(Path directory) throws IOException {
    try (Stream<Path> stored = Files.list(source())) {
      List<Path> files = stored.toList();
      for (Path file : files) {
        Files.copy(file, directory.resolve(String.valueOf(file.getFileName())));
      }
    }
    return directory;
  }

  private static Path source() {
    try {
      return Path.of(
          Objects.requireNonNull(StoredRun.class.getResource("/runs/redis-outage")).toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
