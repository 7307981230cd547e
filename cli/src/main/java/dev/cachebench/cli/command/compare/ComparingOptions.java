package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.reports.compare.CompareOptions;
import dev.cachebench.reports.compare.Margins;
import dev.cachebench.reports.judge.metric.RoundFigures;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is compared, and what counts as worse. */
public final class ComparingOptions {

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "Compare this metric. Repeatable (default: response-time.mean, response-time.p99,"
              + " origin-rate, hit-ratio, error-ratio).")
  private List<String> metrics = List.of();

  @Option(
      names = "--margin",
      paramLabel = "METRIC=RATIO",
      description =
          "How much worse a metric may become, such as response-time.p99=20%%. Repeatable (default:"
              + " 5 %% for means, medians and rates, 10 %% for p90, 15 %% for p99, 30 %% beyond,"
              + " 1 point for shares, 0.1 for errors).")
  private Map<String, String> margins = Map.of();

  /**
   * Returns the options.
   *
   * @param targets which targets; empty is every candidate
   * @param against what they are compared with; null is the target of the same name
   * @throws UsageException if a metric or a margin is none
   */
  public CompareOptions options(List<String> targets, @Nullable String against) {
    CompareOptions defaults = CompareOptions.defaults();
    List<MetricName> asked = metrics.stream().map(ComparingOptions::metric).toList();
    Map<String, Double> own = new HashMap<>();
    margins.forEach((metric, text) -> own.put(metric(metric).word(), ratio(metric, text)));
    return new CompareOptions(
        asked.isEmpty() ? defaults.metrics() : asked,
        targets,
        against,
        new Margins(own),
        false,
        defaults.seed());
  }

  private static MetricName metric(String word) {
    List<String> known =
        MetricName.all().stream().filter(RoundFigures::isOfRounds).map(MetricName::word).toList();
    MetricName metric = MetricName.of(word);
    if (metric == null || !known.contains(word)) {
      String question = NearestWord.question(word, known);
      throw new UsageException(
          metric == null
              ? "there is no metric `" + word + "`" + question
              : "`" + word + "` is not compared: a single round has no figure of it" + question,
          "compared are times, rates and shares, such as response-time.p99 or hit-ratio");
    }
    return metric;
  }

  private static double ratio(String metric, String text) {
    try {
      double ratio = UnitTable.RATIO.parse(text).doubleValue();
      if (ratio > 0 && ratio <= 10) {
        return ratio;
      }
      throw new UsageException(
          "the margin of %s must be above 0 and at most 1000%%, but was %s".formatted(metric, text),
          "write --margin %s=10%%".formatted(metric));
    } catch (UnitException e) {
      throw new UsageException("the margin of " + metric + " " + e.problem(), e.hint());
    }
  }
}
