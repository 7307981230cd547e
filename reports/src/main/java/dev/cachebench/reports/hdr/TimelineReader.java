package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run second by second: counts from {@code counters.jsonl}, response times from the single
 * intervals of {@code intervals.hlog}.
 *
 * <p>Seconds are counted from the start of the warm-up, as the files' intervals are. Runs of more
 * seconds than slices are wanted get slices of several whole seconds.
 */
public final class TimelineReader {

  /** Half an interval of {@code counters.jsonl}, whose rows carry the interval's end. */
  private static final double HALF = 0.5;

  /** Less of a slice than this at the end of a run says nothing, seconds. */
  private static final double SHORTEST = 0.05;

  private final RunData run;
  private final int mostSlices;

  /**
   * Creates one.
   *
   * @param run the files of the run
   * @param mostSlices greater than 0
   */
  public TimelineReader(RunData run, int mostSlices) {
    if (mostSlices < 1) {
      throw new IllegalArgumentException("mostSlices must be 1 or more, but was " + mostSlices);
    }
    this.run = run;
    this.mostSlices = mostSlices;
  }

  /**
   * Returns one timeline for each target that began, in the scenario's order.
   *
   * @param runDir the directory that {@code run} was read from
   * @throws DamagedRunException if {@code intervals.hlog} is missing or damaged
   */
  public List<Timeline> read(Path runDir) {
    Map<String, Draft> drafts = new TreeMap<>();
    double width = width();
    for (TargetConfig target : run.scenario().targets()) {
      drafts.put(target.name(), new Draft(RoundClock.of(run, target.name()), width, planned()));
    }
    for (CountersRow row : run.counters()) {
      Slice slice = slice(drafts, row.target(), row.round(), row.t() - HALF);
      if (slice != null) {
        slice.add(row);
      }
    }
    HistogramLog.scan(
        new RunDirectory(runDir).path(RunFile.INTERVALS),
        (tag, start, end, interval) -> {
          Slice slice =
              tag.series() == Series.RESPONSE_TIME
                  ? slice(drafts, tag.target(), tag.round(), (start + end) / 2)
                  : null;
          if (slice != null) {
            slice.add(interval);
          }
        });
    List<Timeline> timelines = new ArrayList<>();
    for (TargetConfig target : run.scenario().targets()) {
      drafts.computeIfPresent(
          target.name(),
          (name, draft) -> {
            draft.appendTo(timelines, name);
            return draft;
          });
    }
    return timelines;
  }

  private static @Nullable Slice slice(
      Map<String, Draft> drafts, String target, int round, double t) {
    Draft draft = drafts.get(target);
    return draft == null ? null : draft.slice(round, t);
  }

  private double width() {
    double longest =
        run.scenario().targets().stream()
            .flatMap(target -> RoundClock.of(run, target.name()).values().stream())
            .mapToDouble(this::length)
            .max()
            .orElse(1);
    return Math.max(1, Math.ceil(longest / mostSlices));
  }

  private double length(RoundClock clock) {
    return clock.measured() - clock.warmup() + planned();
  }

  private double planned() {
    return run.scenario().phases().stream().mapToLong(phase -> phase.duration().toNanos()).sum()
        / 1e9;
  }

  /** A timeline while it is put together. */
  private static final class Draft {

    private final Map<Integer, RoundClock> clocks;
    private final double width;
    private final double planned;
    private final List<Slice> slices = new ArrayList<>();

    Draft(Map<Integer, RoundClock> clocks, double width, double planned) {
      this.clocks = clocks;
      this.width = width;
      this.planned = planned;
    }

    @Nullable Slice slice(int round, double t) {
      RoundClock clock = clocks.get(round);
      if (clock == null) {
        return null;
      }
      // What was counted before the warm-up (the preload) stands in a row at its very start.
      int index = (int) Math.max(0, Math.floor((t - clock.warmup()) / width));
      // Answers that came after the last phase are no part of its rates.
      if (index * width >= clock.measured() - clock.warmup() + planned - SHORTEST) {
        return null;
      }
      while (slices.size() <= index) {
        slices.add(new Slice());
      }
      return slices.get(index);
    }

    void appendTo(List<Timeline> timelines, String target) {
      if (!clocks.isEmpty()) {
        RoundClock first = clocks.values().iterator().next();
        double start = first.relative(first.warmup());
        timelines.add(new Timeline(target, start, planned, width, clocks.size(), slices));
      }
    }
  }
}
