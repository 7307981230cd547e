package dev.cachebench.scenarios.result;

import java.nio.file.Path;

/** Says which line of which file of a run directory cannot be read, and why. */
public final class DamagedRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates one.
   *
   * @param file the damaged file
   * @param line from 1; 0 when it is the file as a whole
   * @param problem what is wrong with it
   */
  public DamagedRunException(Path file, int line, String problem) {
    super(file + (line > 0 ? ":" + line : "") + "  " + problem);
  }
}
