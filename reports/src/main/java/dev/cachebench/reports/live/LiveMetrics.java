package dev.cachebench.reports.live;

import dev.cachebench.reports.export.OpenMetricsNames;
import dev.cachebench.reports.hdr.IntervalLine;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run while it goes on, for Prometheus.
 *
 * <p>Counters and histograms begin at 0 with the run and have the labels of the {@code openmetrics}
 * export: scenario, target, phase, and for operations how they ended; rounds add up. What holds of
 * the arm that runs alone (breakers, health, calls in flight) is there while it runs. The warm-up
 * is a phase of its own. No label holds a key, a value or an address.
 *
 * <p>A second's lines take effect together, so that no answer tells half of them. Safe for use by
 * many threads.
 */
public final class LiveMetrics implements RunListener, MultiCollector {

  private final String toolVersion;
  private final LiveStore store = new LiveStore();
  private final List<CountersRow> counters = new ArrayList<>();
  private final List<IntervalLine> intervals = new ArrayList<>();
  private @Nullable Started started;

  /** What there is from the start of the run on. */
  private record Started(LiveRun run, LiveRows rows, InfoSnapshot info) {}

  /**
   * Creates figures of a run that has not begun; there are none yet.
   *
   * @param toolVersion for the label {@code version}
   */
  public LiveMetrics(String toolVersion) {
    this.toolVersion = toolVersion;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    Started run = started;
    if (run == null) {
      return new MetricSnapshots();
    }
    List<MetricSnapshot> all = new ArrayList<>(store.snapshots());
    all.add(run.info());
    return new MetricSnapshots(all);
  }

  @Override
  public synchronized void runStarted(RunPlan plan) {
    LiveRows rows = new LiveRows(plan.scenario().name(), store);
    LiveRun run = new LiveRun(plan, store, rows);
    run.begin();
    started = new Started(run, rows, info(plan, rows));
  }

  private InfoSnapshot info(RunPlan plan, LiveRows rows) {
    return InfoSnapshot.builder()
        .name(OpenMetricsNames.of("run"))
        .help("What is run; always 1.")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(
                    rows.run()
                        .add("seed", Long.toString(plan.scenario().seed()))
                        .add("status", "running")
                        .add("version", toolVersion))
                .build())
        .build();
  }

  @Override
  public synchronized void armStarted(ArmId arm) {
    if (started != null) {
      started.run().started(arm);
    }
  }

  @Override
  public synchronized void line(ArmId arm, RunFile file, String line) {
    if (started == null) {
      return;
    }
    if (file == RunFile.COUNTERS) {
      counters.add(JsonLines.decode(line, CountersRow.class));
    } else if (file == RunFile.EVENTS) {
      started.run().event(JsonLines.decode(line, RunEvent.class));
    } else if (file == RunFile.INTERVALS) {
      IntervalLine interval = IntervalLine.parse(line);
      if (interval != null) {
        intervals.add(interval);
      }
    }
  }

  @Override
  public synchronized void progress(ArmId arm, ArmProgress progress) {
    if (started != null) {
      addUp(started.rows());
      started.run().progress(arm, progress);
    }
  }

  @Override
  public synchronized void armFinished(
      ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
    if (started != null) {
      addUp(started.rows());
      started.run().ended(arm, failure != null);
    }
  }

  private void addUp(LiveRows rows) {
    counters.forEach(rows::add);
    counters.clear();
    intervals.forEach(rows::add);
    intervals.clear();
  }
}
