package dev.cachebench.scenarios.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how differently long this machine takes for the same work: what two measurements of
 * equal things differ by before anything else does.
 *
 * <p>One thread does a small piece of work again and again. The floor is the 95th percentile of the
 * differences between the mean times of any two half seconds, so that it holds stalls, other
 * processes, steal and changes of the processor's frequency in the share that they really have.
 */
public final class MachineNoise {

  private static final long WINDOW_NANOS = Duration.ofMillis(500).toNanos();
  private static final double SHARE = 0.95;
  private static final int STEPS = 100_000;

  private final Path proc;
  private final Throttling throttling;
  private final LongSupplier nanos;
  private final Runnable work;

  /**
   * What was found.
   *
   * @param floor by which ratio two half seconds differ at most, in 19 of 20 pairs; 0.02 is 2 %
   * @param stallNanos by how much the longest piece of work exceeded the mean
   * @param stolen share of the processors' time that the hypervisor gave to others; 0 where unknown
   * @param throttled share of the time in which a quota stopped this process
   */
  public record Result(double floor, long stallNanos, double stolen, double throttled) {}

  /**
   * Creates one.
   *
   * @param proc the folder of processes, such as {@code /proc}
   * @param cgroups the folder of control groups, such as {@code /sys/fs/cgroup}
   * @param nanos a monotonic clock, ns
   * @param work one piece of it, of much less than half a second
   */
  public MachineNoise(Path proc, Path cgroups, LongSupplier nanos, Runnable work) {
    this.proc = proc;
    this.throttling = new Throttling(cgroups);
    this.nanos = nanos;
    this.work = work;
  }

  /** Returns a piece of work of some tenths of a millisecond that needs nothing but a processor. */
  public static Runnable work() {
    long[] state = {1};
    return () -> {
      long word = state[0];
      for (int i = 0; i < STEPS; i++) {
        word ^= word << 13;
        word ^= word >>> 7;
        word ^= word << 17;
      }
      state[0] = word;
    };
  }

  /**
   * Measures.
   *
   * @param length for how long; two half seconds are the least
   */
  public Result measure(Duration length) {
    window(); // so that the work is compiled
    SystemTimes before = SystemTimes.read(proc.resolve("stat"));
    long throttledBefore = throttling.nanos();
    long start = nanos.getAsLong();
    List<Window> windows = new ArrayList<>();
    do {
      windows.add(window());
    } while (windows.size() < 2 || nanos.getAsLong() - start < length.toNanos());
    long watched = nanos.getAsLong() - start;
    return new Result(
        floor(windows.stream().mapToDouble(Window::mean).toArray()),
        windows.stream().mapToLong(Window::stallNanos).max().orElse(0),
        stolen(before, SystemTimes.read(proc.resolve("stat")), watched),
        (double) (throttling.nanos() - throttledBefore) / watched);
  }

  private record Window(double mean, long stallNanos) {}

  private Window window() {
    long start = nanos.getAsLong();
    long last = start;
    long longest = 0;
    int pieces = 0;
    while (last - start < WINDOW_NANOS) {
      work.run();
      long now = nanos.getAsLong();
      longest = Math.max(longest, now - last);
      last = now;
      pieces++;
    }
    double mean = (double) (last - start) / pieces;
    return new Window(mean, longest - (long) mean);
  }

  private static double floor(double[] means) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < i; j++) {
        differences.add(Math.max(means[i], means[j]) / Math.min(means[i], means[j]) - 1);
      }
    }
    int rank = (int) Math.ceil(SHARE * differences.size()) - 1;
    return differences.stream().sorted().skip(rank).findFirst().orElse(0.0);
  }

  private static double stolen(
      @Nullable SystemTimes before, @Nullable SystemTimes after, long watchedNanos) {
    return before == null || after == null || after.processors() == 0
        ? 0
        : (double) (after.stolenNanos() - before.stolenNanos()) / watchedNanos / after.processors();
  }
}
