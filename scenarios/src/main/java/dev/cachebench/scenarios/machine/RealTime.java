package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread run before all ordinary ones as soon as it wakes (Linux's SCHED_FIFO, sched(7)). It
 * takes root or CAP_SYS_NICE and the command {@code chrt}; where one is missing nothing changes.
 *
 * <p>Threads and processes that such a thread starts are ordinary ones. Safe for use by many
 * threads.
 */
public final class RealTime {

  private static final int SECONDS = 5;

  private final Path threadSelf;
  private final String chrt;

  /**
   * Creates one.
   *
   * @param threadSelf what points to the calling thread, on Linux {@code /proc/thread-self}
   * @param chrt the command, found on the path
   */
  public RealTime(Path threadSelf, String chrt) {
    this.threadSelf = threadSelf;
    this.chrt = chrt;
  }

  /** Returns that of this system. */
  public static RealTime ofSystem() {
    return new RealTime(Path.of("/proc/thread-self"), "chrt");
  }

  /** Gives the calling thread the lowest of the real-time priorities; returns whether it has it. */
  public boolean raise() {
    return set("--fifo", "--reset-on-fork", "--pid", "1");
  }

  /** Makes the calling thread an ordinary one again. */
  public void lower() {
    set("--other", "--pid", "0");
  }

  /** Returns whether {@link #raise} would work, tried on a process of its own. */
  public boolean isAllowed() {
    return Files.isSymbolicLink(threadSelf) && succeeds(List.of(chrt, "--fifo", "1", "true"));
  }

  private boolean set(String... options) {
    try {
      String thread = String.valueOf(Files.readSymbolicLink(threadSelf).getFileName());
      List<String> command = new ArrayList<>(List.of(chrt));
      command.addAll(List.of(options));
      command.add(thread);
      return succeeds(command);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean succeeds(List<String> command) {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
