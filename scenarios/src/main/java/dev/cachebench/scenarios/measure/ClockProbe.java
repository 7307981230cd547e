package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.result.RunEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says for each move of a clock what followed it: one event {@code clock} for the time from one
 * move to the next, or to the end of the arm.
 *
 * <p>Safe for use by many threads.
 */
public final class ClockProbe {

  private final LifetimeProbe lifetimes;
  private final DriverSettings settings;
  private final ConcurrentLinkedQueue<RunEvent> events = new ConcurrentLinkedQueue<>();
  private @Nullable Map<String, Object> open;
  private long openNanos;

  /**
   * Makes a probe.
   *
   * @param lifetimes measures what lives too long and too short
   * @param settings of the arm
   */
  public ClockProbe(LifetimeProbe lifetimes, DriverSettings settings) {
    this.lifetimes = lifetimes;
    this.settings = settings;
  }

  /**
   * A clock is about to move.
   *
   * @param nanos now, run's clock
   * @param details what moves, and how, as they shall stand in the event
   */
  public synchronized void moving(long nanos, Map<String, Object> details) {
    finish(nanos);
    open = new LinkedHashMap<>(details);
    openNanos = nanos;
  }

  /**
   * Redis's clock has moved.
   *
   * @param alive keys that had a time to live
   * @param expired those of them that the move ended
   */
  public synchronized void counted(int alive, int expired) {
    Map<String, Object> details = Objects.requireNonNull(open, "moving() comes first");
    details.put("keys", alive);
    details.put("expired-early", expired);
  }

  /** Ends the last window; call it when the load is over. */
  synchronized void finish(long nanos) {
    LifetimeProbe.ClockWindow ended = lifetimes.nextWindow();
    Map<String, Object> details = open;
    if (details == null) {
      return;
    }
    open = null;
    if (lifetimes.isOn()) {
      details.put("overrun-nanos", ended.overrunNanos());
      details.put("early-nanos", ended.earlyNanos());
      details.put("staleness-nanos", ended.staleNanos());
    }
    details.put("window-nanos", nanos - openNanos);
    events.add(
        new RunEvent(openNanos / 1e9, settings.round(), settings.target(), "clock", null, details));
  }

  /** Hands over the events of the windows that ended since the last call. */
  void drainEvents(Consumer<RunEvent> consumer) {
    for (RunEvent next = events.poll(); next != null; next = events.poll()) {
      consumer.accept(next);
    }
  }
}
