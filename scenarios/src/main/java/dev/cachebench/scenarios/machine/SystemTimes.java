package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What all processors together have done since the system's start, in steps of 10 ms ({@code
 * /proc/stat}).
 *
 * @param processors how many there are
 * @param busyNanos spent on any process
 * @param stolenNanos wanted, but given to other guests by the hypervisor
 */
record SystemTimes(int processors, long busyNanos, long stolenNanos) {

  /** The kernel reports in hundredths of a second, whatever its own tick is. */
  private static final long TICK_NANOS = 10_000_000;

  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STOLEN = 7;

  /** Guest times are part of the user times before them. */
  private static final int FIELDS = 8;

  /**
   * Reads them.
   *
   * @param stat {@code /proc/stat}
   * @return null where the system does not tell
   */
  static @Nullable SystemTimes read(Path stat) {
    try {
      String text = Files.readString(stat, StandardCharsets.US_ASCII);
      String[] words = text.split("\n", 2)[0].split(" +");
      if (!words[0].equals("cpu")) {
        return null;
      }
      long busy = 0;
      for (int i = 0; i < FIELDS; i++) {
        busy += i == IDLE || i == IO_WAIT || i == STOLEN ? 0 : Long.parseLong(words[i + 1]);
      }
      int processors = (int) text.lines().filter(line -> line.matches("cpu\\d.*")).count();
      long stolen = Long.parseLong(words[STOLEN + 1]);
      return new SystemTimes(processors, busy * TICK_NANOS, stolen * TICK_NANOS);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return null;
    }
  }
}
