package dev.cachebench.scenarios.result;

import org.HdrHistogram.Histogram;

/**
 * Takes the rows of a run directory as they are measured.
 *
 * <p>The measuring calls it from one thread at a time; whoever else writes must bring the order.
 */
public interface RunSink {

  /**
   * Takes one line of {@code intervals.hlog}.
   *
   * @param tag what the histogram holds
   * @param interval what was recorded in the interval, ns; used again after the call returns
   * @param startSeconds start of the interval on the run's clock
   * @param lengthSeconds its length
   */
  void histogram(HistogramTag tag, Histogram interval, double startSeconds, double lengthSeconds);

  /** Takes one line of {@code counters.jsonl}. */
  void counters(CountersRow row);

  /** Takes one line of {@code events.jsonl}. */
  void event(RunEvent event);

  /** Takes one line of {@code violations.jsonl}. */
  void violation(Violation violation);
}
