package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.result.RunFile;
import org.jspecify.annotations.Nullable;

/**
 * What an arm says on its standard output: a letter, a space, and one line that goes into a file of
 * the run directory as it is, or that the runner understands.
 */
enum ArmMessage {
  /** A line of {@code counters.jsonl}. */
  COUNTERS('C', RunFile.COUNTERS),
  /** A line of {@code events.jsonl}. */
  EVENT('E', RunFile.EVENTS),
  /** A line of {@code violations.jsonl}. */
  VIOLATION('V', RunFile.VIOLATIONS),
  /** A line of {@code intervals.hlog}. */
  HISTOGRAM('H', RunFile.INTERVALS),
  /** An {@link ArmProgress}, for the console only. */
  PROGRESS('P', null),
  /** A {@link ToolRedis.Action}: what the tool shall do to the server's process. */
  REDIS('R', null),
  /** An {@link ArmFailure}: why the arm cannot go on. */
  FAILURE('X', null);

  private final char letter;
  private final @Nullable RunFile file;

  ArmMessage(char letter, @Nullable RunFile file) {
    this.letter = letter;
    this.file = file;
  }

  char letter() {
    return letter;
  }

  @Nullable RunFile file() {
    return file;
  }

  static @Nullable ArmMessage of(String line) {
    if (line.length() > 1 && line.charAt(1) == ' ') {
      for (ArmMessage message : values()) {
        if (message.letter == line.charAt(0)) {
          return message;
        }
      }
    }
    return null;
  }
}
