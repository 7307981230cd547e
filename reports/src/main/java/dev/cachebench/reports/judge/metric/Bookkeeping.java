package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the files of a run agree with each other: every slot of the schedule was offered,
 * every offered one ended in exactly one outcome or was shed, and histograms hold what the exact
 * sums say. What is wrong here is a defect of the tool, or of whoever changed the files.
 */
public final class Bookkeeping {

  /** Three digits of precision, and a little. */
  private static final double PRECISION = 0.002;

  private final RunData run;

  /** Creates it for a run. */
  public Bookkeeping(RunData run) {
    this.run = run;
  }

  /** Returns where the arms of a target did not follow the schedule, one sentence each. */
  public List<String> unfaithful(String target) {
    List<String> problems = new ArrayList<>();
    run.events("arm-end", target)
        .filter(end -> "complete".equals(Details.text(end, "status")))
        .filter(end -> Details.number(end, "scheduled") != null)
        .forEach(
            end -> {
              long scheduled = Details.count(end, "scheduled");
              long offered = offered(target, end);
              if (offered != scheduled) {
                problems.add(
                    "%s's arm of round %d offered %s of the schedule's %s slots"
                        .formatted(
                            target, end.round(), Figures.count(offered), Figures.count(scheduled)));
              }
            });
    return problems;
  }

  private long offered(String target, RunEvent end) {
    long offered = 0;
    for (CountersRow row : run.counters()) {
      if (row.target().equals(target) && row.round() == end.round()) {
        offered += row.counts().getOrDefault("offered", 0L);
      }
    }
    return offered;
  }

  /** Returns that slots of a phase have no end, or more than one; null if all is well. */
  public static @Nullable String lost(PhaseData data, String phase) {
    long offered = data.count("offered");
    long ended = data.operations() + data.count("shed");
    return offered == ended
        ? null
        : "%s's %s offered %s slots, but %s ended"
            .formatted(data.target(), phase, Figures.count(offered), Figures.count(ended));
  }

  /** Returns that histograms of a phase lack what the exact sums have; null if they agree. */
  public static @Nullable String clamped(PhaseData data, String phase) {
    for (Series series : Series.values()) {
      Histogram histogram = data.histogram(series, tag -> true);
      double exact = data.sum(series, tag -> true);
      double held = histogram == null ? 0 : histogram.getMean() * histogram.getTotalCount();
      if (Math.abs(held - exact) > PRECISION * exact + data.operations()) {
        return "%s's %s in %s adds up to %s in intervals.hlog and to %s in counters.jsonl"
            .formatted(
                data.target(),
                series.word(),
                phase,
                Figures.duration(held),
                Figures.duration(exact));
      }
    }
    return null;
  }
}
