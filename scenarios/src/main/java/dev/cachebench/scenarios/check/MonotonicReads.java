package dev.cachebench.scenarios.check;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what each node has answered, to notice a node that goes back in time.
 *
 * <p>A read breaks the rule when a newer version was returned by a read of the same node and key
 * that had completed before it was sent; reads that overlap may answer in any order. For each node
 * and key the last {@value #REMEMBERED} answers that no newer and earlier one makes redundant are
 * kept, oldest first, with rising versions and rising completions. So a finding is always right,
 * and one is missed only when more than that many newer versions came while a read was under way.
 * Only keys that have more than one version need be observed. Safe for use by many threads.
 */
final class MonotonicReads {

  static final int REMEMBERED = 32;

  private final ConcurrentHashMap<Long, Answers> answers = new ConcurrentHashMap<>();

  /**
   * Records an answer.
   *
   * @return the newest version that had been returned before the read was sent, 0 when none
   */
  long observe(CheckedRead read, long version) {
    return of(read).observe(read, version);
  }

  /** Returns the newest version that had been returned before the read was sent, 0 when none. */
  long newestBefore(CheckedRead read) {
    return of(read).newestBefore(read.startNanos());
  }

  private Answers of(CheckedRead read) {
    long place = ((long) read.node() << 32) | read.key();
    return answers.computeIfAbsent(place, unused -> new Answers());
  }

  private static final class Answers {

    private final long[] versions = new long[REMEMBERED];
    private final long[] completions = new long[REMEMBERED];
    private int size;

    synchronized long observe(CheckedRead read, long version) {
      long newest = newestBefore(read.startNanos());
      remember(version, read.endNanos());
      return newest;
    }

    synchronized long newestBefore(long startNanos) {
      for (int i = size - 1; i >= 0; i--) {
        if (completions[i] < startNanos) {
          return versions[i];
        }
      }
      return 0;
    }

    private void remember(long version, long endNanos) {
      int at = size;
      while (at > 0 && versions[at - 1] > version) {
        at--;
      }
      if (at > 0 && versions[at - 1] == version) {
        completions[at - 1] = Math.min(completions[at - 1], endNanos);
        at--;
      } else if (at < size && completions[at] <= endNanos) {
        return;
      } else {
        at = insert(at, version, endNanos);
      }
      dropRedundantBefore(at);
    }

    private int insert(int at, long version, long endNanos) {
      int place = at;
      if (size == REMEMBERED) {
        System.arraycopy(versions, 1, versions, 0, size - 1);
        System.arraycopy(completions, 1, completions, 0, size - 1);
        size--;
        place = Math.max(0, at - 1);
      }
      System.arraycopy(versions, place, versions, place + 1, size - place);
      System.arraycopy(completions, place, completions, place + 1, size - place);
      versions[place] = version;
      completions[place] = endNanos;
      size++;
      return place;
    }

    /** An older version that completed no earlier than the one at {@code at} says nothing more. */
    private void dropRedundantBefore(int at) {
      int keep = at;
      while (keep > 0 && completions[keep - 1] >= completions[at]) {
        keep--;
      }
      System.arraycopy(versions, at, versions, keep, size - at);
      System.arraycopy(completions, at, completions, keep, size - at);
      size -= at - keep;
    }
  }
}
