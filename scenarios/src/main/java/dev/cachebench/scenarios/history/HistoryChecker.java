package dev.cachebench.scenarios.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a whole history, afterwards.
 *
 * <p>Keys do not depend on each other, so that a history of any length is checked in parts: those
 * keys at a time whose operations fit into memory. Each part reads the segments once.
 */
public final class HistoryChecker {

  static final int ENTRIES_AT_ONCE = 400_000;
  static final int KEPT = 5;

  private final HistoryFiles files;
  private final long boundNanos;
  private final boolean isCut;
  private final int atOnce;

  /**
   * Creates one.
   *
   * @param files the history
   * @param boundNanos longest staleness that the target promises, ns; {@link Long#MAX_VALUE}
   *     promises nothing
   * @param isCut whether the history ends before the load did
   */
  public HistoryChecker(HistoryFiles files, long boundNanos, boolean isCut) {
    this(files, boundNanos, isCut, ENTRIES_AT_ONCE);
  }

  HistoryChecker(HistoryFiles files, long boundNanos, boolean isCut, int atOnce) {
    this.files = files;
    this.boundNanos = boundNanos;
    this.isCut = isCut;
    this.atOnce = atOnce;
  }

  /** Where answers were wrong: in which phase, by which node. */
  public record Place(Defect defect, int phase, int node) {}

  /**
   * What was found.
   *
   * @param entries operations of the history
   * @param counts how many answers were wrong
   * @param kept of each defect and phase the first few; of stale ones the oldest values
   */
  public record Result(long entries, Map<Place, Long> counts, List<Finding> kept) {

    /** Copies both. */
    public Result {
      counts = Map.copyOf(counts);
      kept = List.copyOf(kept);
    }

    /** Returns how many answers were wrong in that way. */
    public long count(Defect defect) {
      return counts.entrySet().stream()
          .filter(entry -> entry.getKey().defect() == defect)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /** Reads and checks it. */
  public Result check() {
    long[] entries = {0};
    files.forEach(entry -> entries[0]++);
    int parts = (int) (entries[0] / atOnce) + 1;
    Tally tally = new Tally();
    for (int part = 0; part < parts; part++) {
      check(part, parts, tally);
    }
    return new Result(entries[0], tally.counts, tally.kept());
  }

  private void check(int part, int parts, Tally tally) {
    Map<Integer, List<HistoryEntry>> byKey = new HashMap<>();
    files.forEach(
        entry -> {
          if (entry.key() % parts == part) {
            byKey.computeIfAbsent(entry.key(), any -> new ArrayList<>()).add(entry);
          }
        });
    byKey.values().stream()
        .sorted(Comparator.comparingInt(ofKey -> ofKey.get(0).key()))
        .forEach(ofKey -> new KeyHistoryCheck(boundNanos, isCut, tally::add).check(ofKey));
  }

  private static final class Tally {

    private final Map<Place, Long> counts = new HashMap<>();
    private final Map<Place, List<Finding>> kept = new HashMap<>();

    void add(Finding finding) {
      HistoryEntry answer = finding.answer();
      counts.merge(new Place(finding.defect(), answer.phase(), answer.node()), 1L, Long::sum);
      // Of each phase, whichever the node.
      Place place = new Place(finding.defect(), answer.phase(), 0);
      List<Finding> few = kept.computeIfAbsent(place, any -> new ArrayList<>());
      few.add(finding);
      if (few.size() > KEPT) {
        few.sort(order(finding.defect()));
        few.remove(KEPT);
      }
    }

    private static Comparator<Finding> order(Defect defect) {
      return defect == Defect.STALE_READS_BEYOND_BOUND
          ? Comparator.comparingLong(Tally::ageNanos).reversed()
          : Comparator.comparingLong(finding -> finding.answer().invokedNanos());
    }

    private static long ageNanos(Finding finding) {
      return finding.answer().invokedNanos() - finding.witness().get(0).invokedNanos();
    }

    List<Finding> kept() {
      return kept.values().stream()
          .flatMap(List::stream)
          .sorted(
              Comparator.comparing(Finding::defect)
                  .thenComparing(finding -> finding.answer().invokedNanos()))
          .toList();
    }
  }
}
