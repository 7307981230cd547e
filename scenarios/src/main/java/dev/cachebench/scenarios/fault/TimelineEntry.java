package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that the timeline does.
 *
 * @param atNanos when, ns from the start of the first phase
 * @param index which fault of the scenario, from 0
 * @param isStart whether the fault starts (or, for an instantaneous one, happens); else it stops
 */
record TimelineEntry(long atNanos, int index, boolean isStart) {

  /** Returns everything that the faults do, in order; at the same time stops come before starts. */
  static List<TimelineEntry> of(List<FaultConfig> faults) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      var fault = faults.get(i);
      long at = fault.at().toNanos();
      long end = at + fault.length().toNanos();
      if (!fault.kind().isInstantaneous()) {
        entries.add(new TimelineEntry(at, i, true));
        entries.add(new TimelineEntry(end, i, false));
        continue;
      }
      var every = fault.every();
      long step = every == null ? Long.MAX_VALUE / 4 : every.toNanos();
      for (long time = at; time < end; time += step) {
        entries.add(new TimelineEntry(time, i, true));
      }
    }
    entries.sort(
        Comparator.comparingLong(TimelineEntry::atNanos).thenComparing(TimelineEntry::isStart));
    return entries;
  }
}
