package dev.cachebench.scenarios.yaml.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a text, and what is right but not available yet.
 *
 * <p>Confined to one thread.
 */
public final class Findings {
  /** How many findings are kept; a text with more is wrong in one way, many times. */
  public static final int LIMIT = 100;

  /**
   * One thing that is wrong.
   *
   * @param span where
   * @param path the key, such as {@code phases[2].load.rate}; empty at the top
   * @param message what
   * @param hint what to do; null where the message says it
   */
  public record Finding(Span span, String path, String message, @Nullable String hint) {}

  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> unavailable = new ArrayList<>();

  /** Adds something that is wrong. */
  public void problem(Span span, String path, String message, @Nullable String hint) {
    if (problems.size() < LIMIT) {
      problems.add(new Finding(span, path, message, hint));
    }
  }

  /** Adds something that is right but that this version cannot do. */
  public void unavailable(Span span, String path, String what, String hint) {
    if (unavailable.size() < LIMIT) {
      unavailable.add(new Finding(span, path, "`" + what + "` is not available yet", hint));
    }
  }

  /** Returns whether nothing is wrong so far. */
  public boolean isClean() {
    return problems.isEmpty();
  }

  /** Returns what is wrong, in the order of the text. */
  public List<Finding> problems() {
    return sorted(problems);
  }

  /** Returns what is not available yet, in the order of the text. */
  public List<Finding> unavailable() {
    return sorted(unavailable);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::span)).toList();
  }
}
