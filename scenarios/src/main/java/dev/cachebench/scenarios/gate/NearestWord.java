package dev.cachebench.scenarios.gate;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Guesses which legal word a misspelt one meant.
 *
 * <p>Optimal string alignment: the number of insertions, deletions, replacements and swaps of
 * neighbours that turn one word into the other, O(m·n) time. One such edit is forgiven for three
 * letters, two for six, three beyond. Source: F. J. Damerau, "A technique for computer detection
 * and correction of spelling errors", 1964; ours edits no part of a word twice.
 */
public final class NearestWord {
  private static final int LONGEST = 60;

  private NearestWord() {}

  /** Returns the legal word that is nearest to {@code word}, or null when none is near. */
  public static @Nullable String of(String word, Collection<String> legal) {
    if (word.length() > LONGEST) {
      return null;
    }
    String nearest = null;
    int least = tolerance(word) + 1;
    for (String candidate : legal) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Returns {@code , did you mean `x`?} for the nearest legal word, or nothing. */
  public static String question(String word, Collection<String> legal) {
    String nearest = of(word, legal);
    return nearest == null ? "" : ", did you mean `" + nearest + "`?";
  }

  private static int tolerance(String word) {
    return word.length() <= 3 ? 1 : word.length() <= 6 ? 2 : 3;
  }

  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1 && j > 1 && isSwap(from, i, to, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
