package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times, rates and shares of one round of one target in one phase: a single arm's JVM, which is the
 * unit of replication. Requests of one JVM resemble each other in ways that nothing within it
 * shows.
 *
 * @param target name of the target
 * @param phase name of the phase
 * @param round from 1
 * @param values figures by the metric's word, in its base unit; absent where the samples of the
 *     round do not support one
 */
public record RoundFigures(String target, String phase, int round, Map<String, Double> values) {

  /** Copies the map. */
  public RoundFigures {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns whether single rounds have figures of a metric: times, rates and shares. */
  public static boolean isOfRounds(MetricName metric) {
    String word = metric.word();
    return word.matches("(response-time|service-time|schedule-lag)\\..*")
        || word.endsWith("-rate")
        || word.startsWith("served-by.")
        || word.startsWith("hit-ratio")
        || word.equals("error-ratio");
  }

  /** Returns the rounds of a target and phase, in their order. */
  public static List<RoundFigures> of(RunData run, String target, String phase) {
    List<RoundFigures> rounds = new ArrayList<>();
    for (int round : PhaseData.of(run, target, List.of(phase)).rounds()) {
      Metrics metrics = new Metrics();
      PhaseData data = PhaseData.ofRound(run, target, List.of(phase), round);
      new PhaseMetrics(data, metrics).times().rates().shares();
      rounds.add(new RoundFigures(target, phase, round, metrics.values()));
    }
    return rounds;
  }
}
