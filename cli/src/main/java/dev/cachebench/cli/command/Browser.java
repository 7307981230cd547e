package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Shows a file in the user's browser; where there is none, says where the file is. */
final class Browser {

  private final Console console;
  private final List<String> opener;

  /** Creates one that uses the system's own opener. */
  Browser(Console console) {
    this(console, opener(System.getProperty("os.name", "")));
  }

  /**
   * Creates one.
   *
   * @param opener the command that opens a file, up to the file's path
   */
  Browser(Console console, List<String> opener) {
    this.console = console;
    this.opener = List.copyOf(opener);
  }

  private static List<String> opener(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return List.of("open");
    }
    return name.startsWith("windows") ? List.of("explorer") : List.of("xdg-open");
  }

  /** Opens a file without waiting for the browser. */
  void open(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      new ProcessBuilder(command(absolute))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.warn(opener.get(0) + " cannot be started; open " + absolute + " in a browser");
    }
  }

  private List<String> command(Path file) {
    return Stream.concat(opener.stream(), Stream.of(file.toString())).toList();
  }
}
