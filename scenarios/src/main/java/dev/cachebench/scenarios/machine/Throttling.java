package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long the group of processes that this one belongs to was stopped for its quota. */
final class Throttling {

  private static final String V2 = "throttled_usec ";
  private static final String V1 = "throttled_time ";

  private final List<Path> files;

  /**
   * Reads the first of some files that exists.
   *
   * @param root the folder of control groups, such as {@code /sys/fs/cgroup}
   */
  Throttling(Path root) {
    this.files =
        List.of(
            root.resolve("cpu.stat"),
            root.resolve("cpu/cpu.stat"),
            root.resolve("cpu,cpuacct/cpu.stat"));
  }

  /** Returns the time since the group was made, ns; 0 where nothing is limited or told. */
  long nanos() {
    for (Path file : files) {
      if (Files.isReadable(file)) {
        try {
          return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException | NumberFormatException e) {
          return 0;
        }
      }
    }
    return 0;
  }

  private static long parse(String text) {
    for (String line : text.split("\n")) {
      if (line.startsWith(V2)) {
        return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(line.substring(V2.length()).strip()));
      }
      if (line.startsWith(V1)) {
        return Long.parseLong(line.substring(V1.length()).strip());
      }
    }
    return 0;
  }
}
