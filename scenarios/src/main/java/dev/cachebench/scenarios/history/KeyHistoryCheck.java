package dev.cachebench.scenarios.history;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * Rules
 *
 * Versions of a key count from 1, which was always there; each write commits the next one. A "not
 * found" is the newest removal that had been committed when it came, the reading most favourable to
 * the target. A read that overlaps a write may see either side of it.
 *
 * A write that was acknowledged to its caller has taken effect in the node that made it and in
 * Redis, whatever other nodes still have in memory. So a later read of that node, or of any node that
 * was served by Redis, must not give an older version.
 *
 * Cost: sorting, O(n log n) for the n operations of the key.
 */

/** Checks the operations of one key. Confined to one thread. */
final class KeyHistoryCheck {

  private final NavigableMap<Long, HistoryEntry> writes = new TreeMap<>();
  private final List<HistoryEntry> acknowledged = new ArrayList<>();
  private final List<HistoryEntry> reads = new ArrayList<>();
  private final long boundNanos;
  private final boolean isCut;
  private final Consumer<Finding> findings;

  /**
   * Creates one.
   *
   * @param boundNanos longest staleness that is promised; {@link Long#MAX_VALUE} promises nothing
   * @param isCut whether writes may be missing at the end
   * @param findings hears of each wrong answer, in the order in which they were asked for
   */
  KeyHistoryCheck(long boundNanos, boolean isCut, Consumer<Finding> findings) {
    this.boundNanos = boundNanos;
    this.isCut = isCut;
    this.findings = findings;
  }

  void check(List<HistoryEntry> entries) {
    for (HistoryEntry entry : entries) {
      if (!entry.isRead()) {
        writes.put(entry.version(), entry);
        if (entry.ending() == Ending.OK && entry.operation().isOfCache()) {
          acknowledged.add(entry);
        }
      } else if (entry.ending() == Ending.OK) {
        reads.add(entry);
      }
    }
    reads.sort(Comparator.comparingLong(HistoryEntry::invokedNanos));
    acknowledged.sort(Comparator.comparingLong(HistoryEntry::endedNanos));
    Seen seen = new Seen();
    Told told = new Told();
    for (HistoryEntry read : reads) {
      seen.advanceTo(read.invokedNanos());
      told.advanceTo(read.invokedNanos());
      long version = version(read);
      if (version > 0) {
        age(read, version);
        order(read, version, seen);
        effect(read, version, told);
      }
    }
  }

  /** Returns the version that a read gave; 0 when it is wrong, or cannot be judged. */
  private long version(HistoryEntry read) {
    long version = read.version();
    if (version == HistoryEntry.ABSENT) {
      HistoryEntry removal = newestRemoval(read.endedNanos());
      version = removal == null ? Long.MAX_VALUE : removal.version();
    }
    if (version < 0) {
      findings.accept(new Finding(Defect.WRONG_VALUES, List.of(read)));
      return 0;
    }
    HistoryEntry write = writes.get(version);
    boolean isCommitted =
        version == 1 || (write != null && write.invokedNanos() <= read.endedNanos());
    if (!isCommitted && !(isCut && write == null)) {
      findings.accept(new Finding(Defect.WRONG_VALUES, impossible(write, read)));
    }
    return isCommitted ? version : 0;
  }

  private static List<HistoryEntry> impossible(@Nullable HistoryEntry write, HistoryEntry read) {
    return write == null ? List.of(read) : List.of(write, read);
  }

  private @Nullable HistoryEntry newestRemoval(long untilNanos) {
    for (HistoryEntry write : writes.descendingMap().values()) {
      if (write.operation() == Operation.DELETE && write.invokedNanos() <= untilNanos) {
        return write;
      }
    }
    return null;
  }

  private void age(HistoryEntry read, long version) {
    Map.Entry<Long, HistoryEntry> next = writes.higherEntry(version);
    if (next != null && read.invokedNanos() - next.getValue().invokedNanos() > boundNanos) {
      findings.accept(new Finding(Defect.STALE_READS_BEYOND_BOUND, List.of(next.getValue(), read)));
    }
  }

  private void order(HistoryEntry read, long version, Seen seen) {
    HistoryEntry before = seen.newest.get(read.node());
    if (before != null && before.version() > version) {
      findings.accept(new Finding(Defect.MONOTONIC_VIOLATIONS, List.of(before, read)));
    }
  }

  private void effect(HistoryEntry read, long version, Told told) {
    HistoryEntry own = told.newest.get(read.node());
    HistoryEntry any = read.outcome() == Outcome.L2 ? told.newestOfAll : null;
    HistoryEntry write = newer(own, any);
    if (write != null && write.version() > version) {
      HistoryEntry old = writes.get(version);
      List<HistoryEntry> witness = old == null ? List.of(write, read) : List.of(old, write, read);
      findings.accept(new Finding(Defect.without(write.operation()), witness));
    }
  }

  private static @Nullable HistoryEntry newer(
      @Nullable HistoryEntry one, @Nullable HistoryEntry other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.version() >= other.version() ? one : other;
  }

  /** The newest version that each node had given in reads that had ended. */
  private final class Seen {

    private final Map<Integer, HistoryEntry> newest = new HashMap<>();
    private final List<HistoryEntry> byEnd = new ArrayList<>(reads);
    private int next;

    Seen() {
      byEnd.sort(Comparator.comparingLong(HistoryEntry::endedNanos));
    }

    void advanceTo(long nanos) {
      while (next < byEnd.size() && byEnd.get(next).endedNanos() < nanos) {
        HistoryEntry read = byEnd.get(next++);
        HistoryEntry write = writes.get(read.version());
        // What nobody committed says nothing of what came after.
        if (write != null && write.invokedNanos() <= read.endedNanos()) {
          newest.merge(read.node(), read, (a, b) -> b.version() > a.version() ? b : a);
        }
      }
    }
  }

  /** The newest version whose write had been acknowledged, by each node and by all. */
  private final class Told {

    private final Map<Integer, HistoryEntry> newest = new HashMap<>();
    private @Nullable HistoryEntry newestOfAll;
    private int next;

    void advanceTo(long nanos) {
      while (next < acknowledged.size() && acknowledged.get(next).endedNanos() < nanos) {
        HistoryEntry write = acknowledged.get(next++);
        newest.merge(write.node(), write, (a, b) -> b.version() > a.version() ? b : a);
        newestOfAll = newer(newestOfAll, write);
      }
    }
  }
}
