package dev.cachebench.reports.live;

import dev.cachebench.reports.export.OpenMetricsNames;
import dev.cachebench.scenarios.model.Series;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by metric and labels. Confined to one thread at a time. */
final class LiveStore {

  private final Map<LiveFamily, Map<Labels, Double>> values = new EnumMap<>(LiveFamily.class);
  private final Map<Series, Map<Labels, LiveTimes>> times = new EnumMap<>(Series.class);

  void add(LiveFamily family, Labels labels, double more) {
    values(family).merge(labels, more, Double::sum);
  }

  void set(LiveFamily family, Labels labels, double value) {
    values(family).put(labels, value);
  }

  /** Keeps the larger of the value and the one that is there. */
  void raise(LiveFamily family, Labels labels, double value) {
    values(family).merge(labels, value, Math::max);
  }

  /** Sets every value of a metric that it has to 0. */
  void zero(LiveFamily family) {
    values(family).replaceAll((labels, value) -> 0.0);
  }

  /** Forgets a metric: what it was about is gone. */
  void clear(LiveFamily family) {
    values.remove(family);
  }

  private Map<Labels, Double> values(LiveFamily family) {
    return values.computeIfAbsent(family, any -> new LinkedHashMap<>());
  }

  LiveTimes times(Series series, Labels labels) {
    return times
        .computeIfAbsent(series, any -> new LinkedHashMap<>())
        .computeIfAbsent(labels, any -> new LiveTimes());
  }

  List<MetricSnapshot> snapshots() {
    List<MetricSnapshot> all = new ArrayList<>();
    values.forEach(
        (family, points) -> all.add(family.kind().isCounter() ? counter(family) : gauge(family)));
    times.forEach((series, points) -> all.add(histogram(series, points)));
    return all;
  }

  private CounterSnapshot counter(LiveFamily family) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder().name(family.metric()).help(family.help());
    if (family.kind().isSeconds()) {
      builder.unit(Unit.SECONDS);
    }
    values(family)
        .forEach(
            (labels, value) ->
                builder.dataPoint(
                    CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return builder.build();
  }

  private GaugeSnapshot gauge(LiveFamily family) {
    GaugeSnapshot.Builder builder =
        GaugeSnapshot.builder().name(family.metric()).help(family.help());
    if (family.kind().isSeconds()) {
      builder.unit(Unit.SECONDS);
    }
    values(family)
        .forEach(
            (labels, value) ->
                builder.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return builder.build();
  }

  private static HistogramSnapshot histogram(Series series, Map<Labels, LiveTimes> points) {
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder()
            .name(OpenMetricsNames.of(series))
            .help(OpenMetricsNames.help(series))
            .unit(Unit.SECONDS);
    points.forEach((labels, point) -> builder.dataPoint(point.snapshot(labels)));
    return builder.build();
  }
}
