package dev.cachebench.reports.compare;

import java.util.List;

/**
 * Two sides side by side.
 *
 * @param scenario name of the scenario
 * @param base where the base's runs are
 * @param candidate where the candidate's runs are
 * @param isPaired whether rounds of the same number ran side by side
 * @param verdict REGRESSION beats what is undecided, that beats the rest
 * @param changes by target, phase and metric
 * @param commands what would decide; empty when nothing is open
 * @param notes what a reader must know
 */
public record Comparison(
    String scenario,
    String base,
    String candidate,
    boolean isPaired,
    ChangeVerdict verdict,
    List<Change> changes,
    List<String> commands,
    List<String> notes) {

  /** Copies the lists. */
  public Comparison {
    changes = List.copyOf(changes);
    commands = List.copyOf(commands);
    notes = List.copyOf(notes);
  }

  /** Returns how many metrics have this answer. */
  public long count(ChangeVerdict answer) {
    return changes.stream().filter(change -> change.verdict() == answer).count();
  }
}
