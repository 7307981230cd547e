package dev.cachebench.cli.command.input;

import java.util.Locale;

/** What a gate without an answer does to the exit code: the words of {@code --undecided}. */
public enum Undecided {
  /** Exit code 4. */
  FAIL,
  /** Exit code 0; the report says it all the same. */
  WARN;

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
