package dev.cachebench.cli;

import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.console.ColorMode;
import dev.cachebench.cli.console.Console;
import java.util.List;
import java.util.Locale;

/** Where the process starts. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(args);
    Console console = Console.ofProcess(color(words), System.getProperties(), System.getenv());
    System.exit(new Cachebench(console, new ForkedArms(), words.contains("--debug")).run(args));
  }

  /** Reads {@code --color} ahead of picocli, which reports a bad value later. */
  static ColorMode color(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      String value =
          word.startsWith("--color=")
              ? word.substring("--color=".length())
              : word.equals("--color") && i + 1 < args.size() ? args.get(i + 1) : "";
      for (ColorMode mode : ColorMode.values()) {
        if (mode.name().equalsIgnoreCase(value)) {
          return mode;
        }
      }
    }
    return ColorMode.AUTO;
  }
}
