package dev.cachebench.cli.command.limit;

import dev.cachebench.cli.console.Console;
import java.util.Locale;

/** What a limit is printed as: the words of {@code find-limit}'s {@code --format}. */
enum LimitFormat {
  /** For a terminal. */
  TEXT {
    @Override
    void print(LimitResult result, Console console) {
      console.out().println(result.sentence());
    }
  },
  /** {@code limit.json}. */
  JSON {
    @Override
    void print(LimitResult result, Console console) {
      console.data().print(result.json());
    }
  };

  /** Prints a result to standard output. */
  abstract void print(LimitResult result, Console console);

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
