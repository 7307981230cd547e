package dev.cachebench.reports.compare;

import dev.cachebench.reports.judge.Work;
import dev.cachebench.reports.model.Hardware;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether two sides did the same, on the same machine. */
final class Comparability {

  private Comparability() {}

  /** Returns what was done differently, or null; targets, seed, rules and words may differ. */
  static @Nullable String otherWork(Side base, Side candidate) {
    for (Side.Run run : all(base, candidate)) {
      String difference = Work.difference(base.scenario(), run.scenario());
      if (difference != null) {
        return "the runs did different work: %s in %s".formatted(difference, run.directory());
      }
    }
    return null;
  }

  /** Returns how the machines differ, or null. */
  static @Nullable String otherMachine(Side base, Side candidate) {
    Hardware first = Hardware.of(base.runs().get(0).environment());
    return all(base, candidate).stream()
        .map(run -> first.difference(Hardware.of(run.environment())))
        .filter(Objects::nonNull)
        .findFirst()
        .map(difference -> "the runs were made on different machines: " + difference)
        .orElse(null);
  }

  /** Returns what else differs and may explain a change. */
  static List<String> notes(Side base, Side candidate) {
    List<String> notes = new ArrayList<>();
    for (String word : List.of("java", "jvm", "redis", "kernel", "arm-jvm-flags")) {
      String mine = values(base, word);
      String others = values(candidate, word);
      if (!mine.equals(others)) {
        notes.add("%s differs: %s on the base, %s on the candidate".formatted(word, mine, others));
      }
    }
    return notes;
  }

  private static String values(Side side, String word) {
    return String.join(
        ", ",
        side.runs().stream()
            .map(run -> String.valueOf(run.environment().get(word)))
            .distinct()
            .toList());
  }

  private static List<Side.Run> all(Side base, Side candidate) {
    return Stream.concat(base.runs().stream(), candidate.runs().stream()).toList();
  }
}
