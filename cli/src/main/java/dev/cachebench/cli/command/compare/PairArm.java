package dev.cachebench.cli.command.compare;

import dev.cachebench.scenarios.model.Scenario;
import java.util.List;

/**
 * One side of a pair.
 *
 * @param word what it is called, and its directory
 * @param tool the build, for the report
 * @param jvm command that starts its JVM, up to the main class
 * @param scenario what it runs
 */
public record PairArm(String word, String tool, List<String> jvm, Scenario scenario) {

  static final String BASELINE = "baseline";
  static final String CANDIDATE = "candidate";

  public PairArm {
    jvm = List.copyOf(jvm);
  }
}
