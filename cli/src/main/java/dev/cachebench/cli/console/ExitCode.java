package dev.cachebench.cli.console;

import java.util.Arrays;
import java.util.List;

/** What the process says to its caller at the end; the only place that knows the numbers. */
public enum ExitCode {
  /** The command did what it was asked for, and every gate passed. */
  OK(0, "every gate passed"),
  /** A defect of the tool. */
  INTERNAL_ERROR(1, "internal error"),
  /** The command line, a scenario file or a run directory is wrong; nothing was run. */
  USAGE(2, "usage, invalid scenario, or a damaged run directory"),
  /** The answer is no. */
  GATE_FAILED(
      3, "a gate failed, a required claim was not confirmed, abort-when struck, or a regression"),
  /** There is no answer. */
  UNDECIDED(4, "nothing failed, but a gate is undecided (--undecided=warn makes it 0)"),
  /** The machine or a server that was named does not do its part. */
  ENVIRONMENT(5, "environment: Redis unreachable, no Java or Maven, port taken, disk full"),
  /** Somebody stopped it. */
  INTERRUPTED(130, "interrupted; a readable run directory, marked so, is left");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Returns the process's exit status, 0 to 255. */
  public int number() {
    return number;
  }

  /** Returns what it means, in a few words. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the constant of a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ExitCode of(int number) {
    return Arrays.stream(values())
        .filter(code -> code.number == number)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("number must be an exit code, but was " + number));
  }

  /** Returns one line for each code, as the footer of {@code --help} shows them. */
  public static List<String> table() {
    return Arrays.stream(values()).map(c -> "%5d  %s".formatted(c.number, c.meaning)).toList();
  }
}
