package dev.cachebench.reports.render;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The diagram of recovery of one target, as cells: loads are rows, lost shares are columns. */
public final class RecoveryTable {

  private final List<Recovery> recoveries;

  /** Creates a diagram of what one target recovered from. */
  public RecoveryTable(List<Recovery> recoveries) {
    this.recoveries = List.copyOf(recoveries);
  }

  /** Returns a diagram of each target, in their order, under its name. */
  public static List<String> targets(List<Recovery> recoveries) {
    return recoveries.stream().map(Recovery::target).distinct().toList();
  }

  /** Returns the headings of the columns; the first is that of the loads. */
  public List<String> headings() {
    List<String> headings = new ArrayList<>(List.of("load"));
    shares().forEach(share -> headings.add(Figures.percent(share) + " lost"));
    return headings;
  }

  /** Returns a row for each load, the lowest first. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    recoveries.stream()
        .map(Recovery::perSecond)
        .distinct()
        .sorted()
        .forEach(load -> rows.add(row(load)));
    return rows;
  }

  private List<Double> shares() {
    return recoveries.stream().map(Recovery::share).distinct().sorted().toList();
  }

  private List<String> row(double load) {
    List<String> cells = new ArrayList<>(List.of(Figures.number(load) + "/s"));
    for (double share : shares()) {
      cells.add(
          recoveries.stream()
              .filter(each -> each.perSecond() == load && each.share() == share)
              .max(Comparator.comparingDouble(RecoveryTable::length))
              .map(RecoveryTable::text)
              .orElse(Figures.ABSENT));
    }
    return cells;
  }

  private static double length(Recovery recovery) {
    return recovery.nanos() == null ? Double.POSITIVE_INFINITY : recovery.nanos();
  }

  private static String text(Recovery recovery) {
    return recovery.nanos() == null
        ? "not in " + Figures.duration(recovery.watchedNanos())
        : Figures.duration(recovery.nanos());
  }
}
