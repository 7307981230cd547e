package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultConfig;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts and stops the faults of a scenario at their times, on a thread of its own.
 *
 * <p>{@link #close} stops every fault that was started and not stopped since, and goes on with the
 * others when one of them cannot be.
 */
public final class FaultTimeline implements AutoCloseable {

  private final List<FaultConfig> configs;
  private final List<Fault> faults;
  private final LongSupplier nanoClock;
  private final Listener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final boolean[] started;
  private final Thread thread;

  /** Hears what the timeline does. */
  public interface Listener {

    /**
     * A fault has started, stopped, or failed to.
     *
     * @param event {@code fault-start}, {@code fault-stop} or {@code fault-failed}
     * @param index which fault of the scenario, from 0
     * @param message why it failed; empty otherwise
     * @param struck how much it has struck since it started; empty where that cannot be counted
     */
    void happened(String event, int index, String message, OptionalLong struck);
  }

  /**
   * Creates a timeline; {@link #start} sets it going.
   *
   * @param configs the faults of the scenario
   * @param faults what does them, in the same order
   * @param nanoClock ns, 0 at the start of the first phase
   * @param listener hears what happens, on the timeline's thread
   */
  public FaultTimeline(
      List<FaultConfig> configs, List<Fault> faults, LongSupplier nanoClock, Listener listener) {
    if (configs.size() != faults.size()) {
      throw new IllegalArgumentException(
          "faults must be as many as configs, but were " + faults.size() + " of " + configs.size());
    }
    this.configs = List.copyOf(configs);
    this.faults = List.copyOf(faults);
    this.nanoClock = nanoClock;
    this.listener = listener;
    this.started = new boolean[faults.size()];
    this.thread = new Thread(this::run, "cachebench-faults");
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      for (TimelineEntry entry : TimelineEntry.of(configs)) {
        long wait = entry.atNanos() - nanoClock.getAsLong();
        if (closing.await(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
          return;
        }
        act(entry);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void act(TimelineEntry entry) {
    int index = entry.index();
    // Until a stop has succeeded, the end of the arm tries it again.
    started[index] = true;
    String event = entry.isStart() ? "fault-start" : "fault-stop";
    try {
      if (entry.isStart()) {
        faults.get(index).start();
      } else {
        faults.get(index).stop();
        started[index] = false;
      }
    } catch (RuntimeException e) {
      // A fault that did not take effect must be seen, and must not keep the others from theirs.
      listener.happened(
          "fault-failed", index, String.valueOf(e.getMessage()), OptionalLong.empty());
      return;
    }
    listener.happened(event, index, "", faults.get(index).struck());
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < started.length; i++) {
      if (started[i]) {
        stop(i);
      }
    }
  }

  private void stop(int index) {
    if (!configs.get(index).kind().isInstantaneous()) {
      act(new TimelineEntry(nanoClock.getAsLong(), index, false));
    }
  }
}
