package dev.cachebench.cli.command.compare;

import dev.cachebench.reports.compare.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two sides whose runs are pairs by name where {@code run --pairs} named them, else by position.
 *
 * @param base the one
 * @param candidate the other
 * @param halves pairs of which one side is missing, in words: those that an interruption left
 */
record PairedSides(Side base, Side candidate, List<String> halves) {

  PairedSides {
    halves = List.copyOf(halves);
  }

  PairedSides(Side base, Side candidate) {
    this(base, candidate, List.of());
  }

  /** Returns the pairs that have both sides, which are all of them unless {@link #halves} tells. */
  PairedSides whole() {
    Set<String> first = names(base);
    Set<String> second = names(candidate);
    boolean areNamed =
        Stream.concat(first.stream(), second.stream()).allMatch(PairRuns::isDirectoryOfPair);
    Set<String> both = first.stream().filter(second::contains).collect(Collectors.toSet());
    if (!areNamed || both.isEmpty()) {
      return this;
    }
    List<String> halves =
        Stream.concat(base.runs().stream(), candidate.runs().stream())
            .filter(run -> !both.contains(name(run)))
            .map(run -> run.directory() + " has no counterpart and is left out")
            .toList();
    return new PairedSides(only(base, both), only(candidate, both), halves);
  }

  private static Side only(Side side, Set<String> names) {
    return new Side(
        side.name(), side.runs().stream().filter(run -> names.contains(name(run))).toList());
  }

  private static Set<String> names(Side side) {
    return side.runs().stream().map(PairedSides::name).collect(Collectors.toSet());
  }

  private static String name(Side.Run run) {
    return String.valueOf(Path.of(run.directory()).getFileName());
  }
}
