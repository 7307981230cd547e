package dev.cachebench.scenarios.result;

import java.nio.file.Path;

/**
 * Where a run's files are. The directory is the product: every report is computed from it.
 *
 * @param root the directory
 */
public record RunDirectory(Path root) {

  /** Returns the path of one of the files. */
  public Path path(RunFile file) {
    return root.resolve(file.fileName());
  }
}
