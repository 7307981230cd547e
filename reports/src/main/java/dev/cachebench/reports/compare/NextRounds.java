package dev.cachebench.reports.compare;

import java.util.ArrayList;
import java.util.List;

/** Names the commands that would decide what is open. */
final class NextRounds {

  private static final int USUAL = 10;

  private final boolean isPaired;

  NextRounds(boolean isPaired) {
    this.isPaired = isPaired;
  }

  List<String> commands(Side base, Side candidate, List<Change> changes) {
    List<Change> open =
        changes.stream().filter(change -> change.verdict() == ChangeVerdict.INCONCLUSIVE).toList();
    if (open.isEmpty() || isPaired) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    int fewestBase = open.stream().mapToInt(Change::baseRounds).min().orElse(0);
    int fewestCandidate = open.stream().mapToInt(Change::candidateRounds).min().orElse(0);
    boolean areFew = Math.min(fewestBase, fewestCandidate) < Draft.FEWEST;
    if (fewestBase < Draft.FEWEST || !areFew) {
      commands.add(run(base, fewestBase));
    }
    if (fewestCandidate < Draft.FEWEST || !areFew) {
      commands.add(run(candidate, fewestCandidate));
    }
    return commands;
  }

  private static String run(Side side, int rounds) {
    return "cachebench run %s/scenario.yaml --rounds %d"
        .formatted(side.runs().get(0).directory(), Math.max(USUAL, 2 * rounds));
  }
}
