package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.machine.MachineMeter;
import dev.cachebench.scenarios.machine.PauseLog;
import java.util.Map;
import java.util.function.Supplier;

/** What the machine did in an interval, and what made slots start late. Confined to one thread. */
final class MachineRows {

  private final LoadDriver driver;
  private final Supplier<MachineMeter.Reading> machine;
  private final LateCauses causes = new LateCauses();

  MachineRows(LoadDriver driver, Supplier<MachineMeter.Reading> machine) {
    this.driver = driver;
    this.machine = machine;
  }

  /**
   * Adds the figures of the interval that ends now.
   *
   * @param lastNanos its beginning; delays that ended later are judged in the next one
   * @param counts takes late slots by cause
   * @param sums takes times, ns
   * @param max takes the longest pause, ns
   */
  void addTo(
      long lastNanos, Map<String, Long> counts, Map<String, Long> sums, Map<String, Long> max) {
    MachineMeter.Reading reading = machine.get();
    sums.putAll(reading.sums());
    reading.pauses().stream()
        .mapToLong(PauseLog.Pause::nanos)
        .max()
        .ifPresent(longest -> max.put("pause", longest));
    causes.paused(reading.pauses());
    driver.drainDelays(causes::delayed);
    causes.judge(lastNanos).forEach((cause, slots) -> counts.put(cause.word(), slots));
  }
}
