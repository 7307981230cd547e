package dev.cachebench.scenarios.yaml;

import java.util.List;

/** Carries every problem of a scenario at once; nothing was run. */
public final class InvalidScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Creates the exception.
   *
   * @param problems at least one, in the order of the text
   */
  public InvalidScenarioException(List<Problem> problems) {
    super(ProblemFormatter.format(problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty, but was []");
    }
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, in the order of the text. */
  public List<Problem> problems() {
    return problems;
  }
}
