package dev.cachebench.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where the process's outputs end.
 *
 * <p>Immutable.
 *
 * @param isInput whether standard input is a terminal, so that there is somebody to ask
 * @param isOutput whether standard output is a terminal
 * @param isError whether standard error is a terminal
 * @param columns its width, 20 or more; 100 when nobody knows
 */
public record Terminal(boolean isInput, boolean isOutput, boolean isError, int columns) {

  private static final int USUAL_COLUMNS = 100;
  private static final int FEWEST_COLUMNS = 20;

  /** Returns no terminal, as in a pipe. */
  public static Terminal none() {
    return new Terminal(false, false, USUAL_COLUMNS);
  }

  /** Creates one that nobody types at. */
  public Terminal(boolean isOutput, boolean isError, int columns) {
    this(false, isOutput, isError, columns);
  }

  /**
   * Asks the launcher's properties, then Linux; Java itself cannot tell the streams apart. Where
   * neither knows, there is no terminal.
   *
   * @param properties system properties: {@code cachebench.terminals} lists the descriptors that
   *     are terminals, {@code cachebench.columns} is the width
   * @param environment the process's environment
   */
  public static Terminal detect(Properties properties, Map<String, String> environment) {
    String known = properties.getProperty("cachebench.terminals");
    boolean isInput = known == null ? isTerminal(0) : known.contains("0");
    boolean isOutput = known == null ? isTerminal(1) : known.contains("1");
    boolean isError = known == null ? isTerminal(2) : known.contains("2");
    String width =
        properties.getProperty("cachebench.columns", environment.getOrDefault("COLUMNS", ""));
    return new Terminal(isInput, isOutput, isError, columns(width));
  }

  private static int columns(String width) {
    return width.matches("\\d{1,5}") && Integer.parseInt(width) >= FEWEST_COLUMNS
        ? Integer.parseInt(width)
        : USUAL_COLUMNS;
  }

  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    if (!Files.isSymbolicLink(link)) {
      return false;
    }
    try {
      String end = Files.readSymbolicLink(link).toString();
      return end.startsWith("/dev/pts/") || end.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
