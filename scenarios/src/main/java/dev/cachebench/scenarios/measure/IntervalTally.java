package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Sums up one interval over phases and cells, for the live line. Confined to one thread. */
final class IntervalTally {

  private final Histogram responses = new Histogram(3);
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

  void clear() {
    responses.reset();
    outcomes.clear();
  }

  void add(Outcome outcome, Histogram response) {
    responses.add(response);
    outcomes.merge(outcome, response.getTotalCount(), Long::sum);
  }

  long total() {
    return responses.getTotalCount();
  }

  long p99Nanos() {
    return total() == 0 ? 0 : responses.getValueAtPercentile(99);
  }

  Map<Outcome, Double> shares() {
    Map<Outcome, Double> shares = new EnumMap<>(Outcome.class);
    outcomes.forEach((outcome, count) -> shares.put(outcome, (double) count / total()));
    return shares;
  }
}
