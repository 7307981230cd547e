package dev.cachebench.cli.command.judge;

import dev.cachebench.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Shows a file in the user's browser; where there is none, says where the file is. */
public final class Browser {

  private final Console console;
  private final List<String> opener;

  /** Creates one that uses the system's own opener. */
  public Browser(Console console) {
    this(console, opener(System.getProperty("os.name", ""), System.getenv()));
  }

  /**
   * Creates one.
   *
   * @param opener the command that opens a file, up to the file's path; empty when there is none
   */
  public Browser(Console console, List<String> opener) {
    this.console = console;
    this.opener = List.copyOf(opener);
  }

  /** Returns the command that opens files on that system, empty where there is no screen. */
  static List<String> opener(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return List.of("open");
    }
    if (name.startsWith("windows")) {
      return List.of("explorer");
    }
    boolean hasScreen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return hasScreen ? List.of("xdg-open") : List.of();
  }

  /** Opens a file without waiting for the browser. */
  public void open(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (opener.isEmpty()) {
      console.warn("there is no screen to open a browser on; open " + absolute + " yourself");
      return;
    }
    List<String> command = Stream.concat(opener.stream(), Stream.of(absolute.toString())).toList();
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.warn(opener.get(0) + " cannot be started; open " + absolute + " yourself");
    }
  }
}
