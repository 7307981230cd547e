package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How much processor time the control group of this process may use. */
public final class CpuQuota {

  private CpuQuota() {}

  /**
   * Reads it.
   *
   * @param cgroups the folder of control groups, such as {@code /sys/fs/cgroup}; version 2 or 1
   * @return processors, 1.5 for one and a half; empty where nothing is limited or told
   */
  public static OptionalDouble read(Path cgroups) {
    try {
      Path second = cgroups.resolve("cpu.max");
      if (Files.isReadable(second)) {
        String[] words = text(second).split(" ");
        return words[0].equals("max") ? OptionalDouble.empty() : ratio(words[0], words[1]);
      }
      Path first = cgroups.resolve("cpu");
      if (Files.isReadable(first.resolve("cpu.cfs_quota_us"))) {
        return ratio(
            text(first.resolve("cpu.cfs_quota_us")), text(first.resolve("cpu.cfs_period_us")));
      }
      return OptionalDouble.empty();
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }

  private static OptionalDouble ratio(String quotaMicros, String periodMicros) {
    long quota = Long.parseLong(quotaMicros);
    long period = Long.parseLong(periodMicros);
    return quota < 0 || period <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) quota / period);
  }
}
