package dev.cachebench.reports.render;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Healing;
import dev.cachebench.reports.model.Healing.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which targets were steady again at the end, as cells: a row for each target. */
public final class HealingTable {

  private final List<Healing> healings;

  /** Creates a table of a run's targets. */
  public HealingTable(List<Healing> healings) {
    this.healings = List.copyOf(healings);
  }

  /** Returns the headings of the columns; the first is that of the targets. */
  public List<String> headings() {
    return List.of("", "back after", "hit ratio", "steady", "p99", "steady");
  }

  /** Returns a row for each target. */
  public List<List<String>> rows() {
    return healings.stream().map(HealingTable::row).toList();
  }

  /** Returns a sentence for each target of which nothing can be said. */
  public List<String> reasons() {
    return healings.stream()
        .filter(healing -> healing.state() == Healing.State.NO_DATA)
        .map(healing -> healing.target() + ": NO_DATA, " + healing.reason())
        .toList();
  }

  private static List<String> row(Healing healing) {
    Seen end = healing.end();
    Seen steady = healing.steady();
    return List.of(
        healing.target(), after(healing), hits(end), hits(steady), p99(end), p99(steady));
  }

  private static String after(Healing healing) {
    Double nanos = healing.nanos();
    return switch (healing.state()) {
      case BACK -> "✓ " + (nanos == null ? Figures.ABSENT : Figures.duration(nanos));
      case NOT_BACK -> "✗ not in " + Figures.duration(healing.watchedNanos());
      case NO_DATA -> "?";
    };
  }

  private static String hits(@Nullable Seen seen) {
    return seen == null ? Figures.ABSENT : Figures.percent(seen.hitRatio());
  }

  private static String p99(@Nullable Seen seen) {
    return seen == null ? Figures.ABSENT : Figures.duration(seen.p99Nanos());
  }
}
