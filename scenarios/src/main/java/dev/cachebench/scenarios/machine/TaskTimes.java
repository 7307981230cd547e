package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the threads of one process have run and have waited for a processor, as the kernel's
 * scheduler counts it ({@code /proc/PID/task/TID/schedstat}: ns on a processor, ns runnable without
 * one).
 *
 * <p>Threads that have ended since the last reading take what they added with them. Confined to one
 * thread.
 */
final class TaskTimes {

  private final Path tasks;
  private final Map<String, String> names = new HashMap<>();

  /**
   * Reads a process.
   *
   * @param process its folder, such as {@code /proc/self}
   */
  TaskTimes(Path process) {
    this.tasks = process.resolve("task");
  }

  /**
   * Times of one thread since its start.
   *
   * @param name what the kernel calls it, at most 15 characters
   * @param runNanos on a processor
   * @param waitNanos runnable, but without a processor
   */
  record Task(String name, long runNanos, long waitNanos) {}

  /** Returns every thread by its id; empty where the system does not tell. */
  Map<String, Task> read() {
    Map<String, Task> read = new HashMap<>();
    if (!Files.isDirectory(tasks)) {
      return read;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(tasks)) {
      for (Path folder : folders) {
        readOne(folder, read);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The process has ended, or may not be looked at; what is there so far is all.
      return read;
    }
    return read;
  }

  private void readOne(Path folder, Map<String, Task> read) {
    String id = String.valueOf(folder.getFileName());
    try {
      String[] times = text(folder.resolve("schedstat")).split(" ");
      String name = names.get(id);
      if (name == null) {
        name = text(folder.resolve("comm"));
        names.put(id, name);
      }
      read.put(id, new Task(name, Long.parseLong(times[0]), Long.parseLong(times[1])));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      // A thread that has just ended, or a kernel without these statistics.
      names.remove(id);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
