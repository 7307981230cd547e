package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the runs that a directory stands for: itself, or those in it. */
public final class RunDirectories {

  private static final String HINT =
      "`cachebench run` writes them, by default as runs/SCENARIO/TIMESTAMP";

  private RunDirectories() {}

  /**
   * Returns the directory if it is a run directory, else the run directories in it by name; links
   * among them, such as {@code latest}, do not count.
   *
   * @throws UsageException if there is none
   */
  public static List<Path> of(Path directory) throws IOException {
    if (isRun(directory)) {
      return List.of(directory);
    }
    if (!Files.isDirectory(directory)) {
      throw new UsageException(
          directory + (Files.exists(directory) ? " is no directory" : " does not exist"), HINT);
    }
    try (Stream<Path> inside = Files.list(directory)) {
      List<Path> runs =
          inside
              .filter(path -> !Files.isSymbolicLink(path))
              .filter(RunDirectories::isRun)
              .sorted()
              .toList();
      if (runs.isEmpty()) {
        throw new UsageException(
            directory + " is not a run directory, and there is none in it", HINT);
      }
      return runs;
    }
  }

  private static boolean isRun(Path directory) {
    return Files.isRegularFile(new RunDirectory(directory).path(RunFile.EVENTS));
  }
}
