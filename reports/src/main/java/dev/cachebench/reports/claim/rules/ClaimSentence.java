package dev.cachebench.reports.claim.rules;

import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimTag;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says a verdict in a sentence or two that need no statistics to be read. */
public final class ClaimSentence {

  private final ClaimAnswer answer;
  private final ClaimMetric metric;
  private final @Nullable Double hitRatio;
  private final @Nullable Interval interval;

  private ClaimSentence(
      ClaimAnswer answer,
      ClaimMetric metric,
      @Nullable Double hitRatio,
      @Nullable Interval interval) {
    this.answer = answer;
    this.metric = metric;
    this.hitRatio = hitRatio;
    this.interval = interval;
  }

  /**
   * Returns the sentence.
   *
   * @param hitRatio null when unknown
   * @param interval of the figure that the claim is about; null when it is exact or has none
   */
  public static String of(
      ClaimAnswer answer,
      ClaimMetric metric,
      @Nullable Double hitRatio,
      @Nullable Interval interval) {
    ClaimSentence sentence = new ClaimSentence(answer, metric, hitRatio, interval);
    List<String> parts = new ArrayList<>(List.of(sentence.main()));
    answer.tags().forEach(tag -> parts.add(sentence.tag(tag)));
    return String.join(" ", parts);
  }

  /** Returns a hit ratio as a percentage with two digits of its misses. */
  public static String percent(double ratio) {
    return percent(ratio, 1);
  }

  /** Returns a required hit ratio as a percentage: the ratio to seven digits or more. */
  public static String exactPercent(double ratio) {
    return percent(ratio, 5);
  }

  private static String percent(double ratio, int least) {
    double missing = (1 - ratio) * 100;
    int decimals =
        missing <= 0 ? 0 : Math.min(12, Math.max(least, 1 + (int) Math.ceil(-Math.log10(missing))));
    String text = String.format(Locale.US, "%." + decimals + "f", ratio * 100);
    return (text.contains(".") ? text.replaceAll("\\.?0+$", "") : text) + " %";
  }

  /** Returns what a claim about the mean needs, such as {@code 99.9 % hits, one miss per 1,000}. */
  public static String required(ClaimAnswer answer) {
    Double ratio = answer.requiredHitRatio();
    Double requests = answer.oneMissPer();
    if (ratio == null) {
      return "more than hits alone can give";
    }
    String hits = exactPercent(ratio) + " hits";
    if (ratio == 0) {
      return "no hit at all";
    }
    return requests == null
        ? hits
        : "%s, one miss per %s requests".formatted(hits, requests(requests));
  }

  /** Returns a number of requests: with a decimal below 100, whole from there on. */
  public static String requests(double requests) {
    return requests < 99.95
        ? String.format(Locale.US, "%.1f", requests)
        : Figures.count(Math.round(requests));
  }

  private String main() {
    String claim = answer.claim();
    return switch (answer.verdict()) {
      case CONFIRMED -> "%s: %s holds.".formatted(seen(), claim);
      case UNDERSTATED -> "%s: more than %s.".formatted(seen(), claim);
      case REFUTED -> "%s: %s does not hold.".formatted(seen(), claim);
      case UNREACHABLE_AT_THIS_HIT_RATIO ->
          "%s: %s would take %s.".formatted(seen(), claim, required(answer));
      case UNREACHABLE_AT_ANY_HIT_RATIO ->
          "Even if every request were a hit it would be at most %s faster: %s cannot be reached at any hit ratio."
              .formatted(times(answer.ceiling()), claim);
      case INCONCLUSIVE -> undecided();
      case INVALID_RUN -> "The run cannot judge %s.".formatted(claim);
      case UNVERIFIABLE ->
          "Nothing says how many requests hit, and that decides: %s as a mean takes %s; a hit alone is %s faster."
              .formatted(claim, required(answer), times(answer.speedup().hitsOnly()));
    };
  }

  private String undecided() {
    if (metric == ClaimMetric.THROUGHPUT && interval == null) {
      return "Throughput was not free to differ.";
    }
    return value() == null
        ? "The hit ratio lies at the percentile, or there are too few requests for it."
        : "%s: too uncertain to say whether %s holds.".formatted(seen(), answer.claim());
  }

  private String seen() {
    String range = interval == null ? "" : " (95 %: " + Figures.range(interval) + ")";
    String lead = hitRatio == null ? "" : "With " + percent(hitRatio) + " hits ";
    return lead + (lead.isEmpty() ? upper(subject()) : subject()) + times(value()) + how() + range;
  }

  private String subject() {
    return switch (metric) {
      case MEAN -> "the mean request is ";
      case HITS_ONLY -> "a hit is ";
      case P50 -> "the median request is ";
      case P99 -> "the 99th percentile is ";
      case THROUGHPUT -> "throughput is ";
    };
  }

  private String how() {
    return metric == ClaimMetric.THROUGHPUT ? " higher" : " faster";
  }

  private @Nullable Double value() {
    return switch (metric) {
      case MEAN -> answer.speedup().mean();
      case THROUGHPUT -> throughput();
      case HITS_ONLY -> answer.speedup().hitsOnly();
      case P50 -> answer.speedup().p50();
      case P99 -> answer.speedup().p99();
    };
  }

  private @Nullable Double throughput() {
    Double high = interval == null ? null : interval.high();
    return interval == null || high == null
        ? answer.speedup().mean()
        : Double.valueOf(Math.sqrt(interval.low() * high));
  }

  private String tag(ClaimTag tag) {
    return switch (tag) {
      case ONLY_FOR_HITS ->
          "Only a hit is that much faster, %s.".formatted(times(answer.speedup().hitsOnly()));
      case ONLY_FOR_PERCENTILE -> "Only a percentile shows it, and percentiles hide the misses.";
      case NEEDS_SATURATED_ORIGIN ->
          "It holds because the cache takes load off an origin that was saturated.";
      case COLD_LIMITED -> "Without the cold start it would hold.";
      case AVERAGING_ARTEFACT ->
          "Averaging the requests' ratios gives %s, which says nothing about time."
              .formatted(times(answer.speedup().meanOfRatios()));
      case SLOWDOWN -> "The cache makes the mean slower.";
    };
  }

  private static String times(@Nullable Double factor) {
    return factor == null ? "without bound" : Figures.number(factor) + " times";
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
