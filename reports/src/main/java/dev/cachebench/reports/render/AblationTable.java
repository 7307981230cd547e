package dev.cachebench.reports.render;

import dev.cachebench.reports.model.Ablation;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each mechanism is worth, as cells: for each phase a row with everything, then without each.
 */
public final class AblationTable {

  private static final Map<String, String> HEADINGS =
      Map.of(
          "error-ratio", "errors",
          "response-time.p99", "p99",
          "origin-rate", "origin/s",
          "loads-per-expiry.mean", "loads/expiry",
          "staleness.max", "stalest");

  private final List<Ablation> ablations;

  /** Creates a table of the ablations of one target. */
  public AblationTable(List<Ablation> ablations) {
    this.ablations = List.copyOf(ablations);
  }

  /** Returns the targets that are compared, in their order. */
  public static List<String> targets(List<Ablation> ablations) {
    return ablations.stream().map(Ablation::target).distinct().toList();
  }

  /** Returns the phases, in their order. */
  public List<String> phases() {
    return figures().stream().map(Ablation.Figure::phase).distinct().toList();
  }

  /** Returns the headings of a phase's columns; the first is that of the mechanisms. */
  public List<String> headings(String phase) {
    List<String> headings = new ArrayList<>(List.of("without"));
    metrics(phase).forEach(metric -> headings.add(HEADINGS.getOrDefault(metric, metric)));
    return headings;
  }

  /** Returns a phase's rows: nothing left out first. */
  public List<List<String>> rows(String phase) {
    List<List<String>> rows = new ArrayList<>();
    if (ablations.isEmpty()) {
      return rows;
    }
    rows.add(row("–", ablations.get(0), phase, true));
    ablations.forEach(each -> rows.add(row(each.mechanism(), each, phase, false)));
    return rows;
  }

  private List<String> row(String head, Ablation ablation, String phase, boolean isWith) {
    List<String> cells = new ArrayList<>(List.of(head));
    for (String metric : metrics(phase)) {
      Double value =
          ablation.figures().stream()
              .filter(figure -> figure.phase().equals(phase) && figure.metric().equals(metric))
              .map(figure -> isWith ? figure.with() : figure.without())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      cells.add(text(metric, value));
    }
    return cells;
  }

  private static String text(String metric, @Nullable Double value) {
    MetricName name = MetricName.of(metric);
    return value == null || name == null ? "–" : Figures.of(name.quantity(), value);
  }

  private Set<String> metrics(String phase) {
    Set<String> metrics = new LinkedHashSet<>();
    figures().stream()
        .filter(figure -> figure.phase().equals(phase))
        .forEach(figure -> metrics.add(figure.metric()));
    return metrics;
  }

  private List<Ablation.Figure> figures() {
    return ablations.stream().flatMap(ablation -> ablation.figures().stream()).toList();
  }
}
