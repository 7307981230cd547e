package dev.cachebench.reports.judge;

import dev.cachebench.reports.model.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects warnings. */
final class Warnings {

  private final List<Warning> found = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param target whom it is about; null for the run
   * @param phase which phase it is about; null for all
   * @param figures that it rests on
   * @param seen what was seen
   * @param meaning what it may mean
   * @param advice what to do
   */
  void add(
      Warning.Kind kind,
      @Nullable String target,
      @Nullable String phase,
      Map<String, Double> figures,
      String seen,
      String meaning,
      String advice) {
    found.add(new Warning(kind, target, phase, new TreeMap<>(figures), seen, meaning, advice));
  }

  /** Returns them, most serious first. */
  List<Warning> bySeriousness() {
    return found.stream().sorted(Comparator.comparing(Warning::kind)).toList();
  }
}
