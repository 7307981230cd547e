package dev.cachebench.reports.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cachebench.reports.model.Direction;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.Plain;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders the leading figures of the candidates as github-action-benchmark's custom JSON, one file
 * for each direction: {@code benchmark-smaller.json} for {@code customSmallerIsBetter}, {@code
 * benchmark-bigger.json} for {@code customBiggerIsBetter}.
 *
 * <p>Names are {@code scenario/target/phase/metric}, the same in every run. A figure that is not
 * valid, or that is not there, has no entry. Immutable.
 */
public final class BenchmarkActionRenderer implements Renderer {

  private static final List<String> METRICS =
      List.of(
          "response-time.mean",
          "response-time.p50",
          "response-time.p99",
          "achieved-rate",
          "hit-ratio",
          "error-ratio",
          "origin-rate",
          "origin-amplification",
          "recovery-time",
          "staleness.max",
          "speedup.mean");

  private static final double NANOS_PER_MILLI = 1e6;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Direction direction;

  /**
   * Creates one.
   *
   * @param direction which figures: those that are better when lower, or higher
   */
  public BenchmarkActionRenderer(Direction direction) {
    this.direction = direction;
  }

  /** One point of one chart. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Entry(
      String name, String unit, double value, @Nullable String range, String extra) {}

  @Override
  public String render(RunReport report, String runDirectory) {
    List<Entry> entries = new ArrayList<>();
    for (TargetReport target : report.targets()) {
      if (target.role() == Role.CANDIDATE) {
        target.phases().forEach(phase -> add(report, target, phase, entries));
      }
    }
    return MAPPER.writeValueAsString(entries).replace("\r\n", "\n") + "\n";
  }

  private void add(RunReport report, TargetReport target, PhaseReport phase, List<Entry> entries) {
    for (String word : METRICS) {
      MetricName metric = Objects.requireNonNull(MetricName.of(word), word);
      Double value = phase.value(word);
      boolean isSpoilt =
          report.validity().spoiltBy(metric.metricClass(), target.name(), phase.phase()) != null;
      if (Direction.of(metric) == direction && value != null && !isSpoilt) {
        entries.add(entry(report, target, phase, metric, value));
      }
    }
  }

  private static Entry entry(
      RunReport report, TargetReport target, PhaseReport phase, MetricName metric, double value) {
    Interval interval = phase.intervals().get(metric.word());
    Double half = interval == null ? null : interval.half();
    String name = String.join("/", report.scenario(), target.name(), phase.phase(), metric.word());
    return new Entry(
        Plain.safe(name),
        unit(metric.quantity()),
        scaled(metric.quantity(), value),
        half == null ? null : "± " + Figures.number(scaled(metric.quantity(), half)),
        "seed %d, cachebench %s, verdict %s"
            .formatted(report.seed(), Plain.safe(report.toolVersion()), report.verdict().state()));
  }

  private static double scaled(Quantity quantity, double value) {
    return quantity == Quantity.DURATION ? value / NANOS_PER_MILLI : value;
  }

  private static String unit(Quantity quantity) {
    return switch (quantity) {
      case DURATION -> "ms";
      case RATE -> "1/s";
      case RATIO -> "ratio";
      case COUNT -> "count";
      case FACTOR -> "x";
    };
  }
}
