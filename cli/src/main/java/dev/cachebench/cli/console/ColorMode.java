package dev.cachebench.cli.console;

import java.util.Locale;
import java.util.Map;

/** When output is coloured: the words of {@code --color}. */
public enum ColorMode {
  /** On a terminal, unless the environment says otherwise. */
  AUTO,
  /** Always, also into files and pipes. */
  ALWAYS,
  /** Never. */
  NEVER;

  /**
   * Returns whether a stream is coloured. In {@link #AUTO} the customs of the environment apply, in
   * this order: {@code NO_COLOR} set and not empty is never; {@code CLICOLOR_FORCE} other than 0 is
   * always; {@code CLICOLOR=0} and {@code TERM=dumb} are never; else terminals are.
   *
   * @param isTerminal whether the stream ends at a terminal
   * @param environment the process's environment
   */
  public boolean isOn(boolean isTerminal, Map<String, String> environment) {
    if (this != AUTO) {
      return this == ALWAYS;
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
      return true;
    }
    return isTerminal
        && !environment.getOrDefault("CLICOLOR", "1").equals("0")
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
