package dev.cachebench.reports.claim;

import dev.cachebench.reports.claim.BatchMean.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * The gets of one arm, second by second, ns.
 *
 * @param hits gets that spared the origin
 * @param misses gets that waited for the origin, and those that failed; same seconds as {@code
 *     hits}
 */
public record SpeedupSample(List<Batch> hits, List<Batch> misses) {

  /** Copies the lists. */
  public SpeedupSample {
    hits = List.copyOf(hits);
    misses = List.copyOf(misses);
    if (hits.size() != misses.size()) {
      throw new IllegalArgumentException(
          "misses must have as many batches as hits (%d), but was %d"
              .formatted(hits.size(), misses.size()));
    }
  }

  /** Returns hits and misses together. */
  List<Batch> all() {
    List<Batch> all = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      Batch hit = hits.get(i);
      Batch miss = misses.get(i);
      all.add(new Batch(hit.count() + miss.count(), hit.sum() + miss.sum()));
    }
    return all;
  }

  /** Returns the misses among the gets of each second. */
  List<MissRatio.Pair> missesAmongGets() {
    List<MissRatio.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      long missed = misses.get(i).count();
      pairs.add(new MissRatio.Pair(missed, missed + hits.get(i).count()));
    }
    return pairs;
  }
}
