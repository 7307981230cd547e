package dev.cachebench.reports.render;

import dev.cachebench.reports.claim.rules.ClaimSentence;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimSpeedup;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.claim.ClaimMetric;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders a claim that was judged by arithmetic: a sentence, then every figure. */
public final class ClaimRenderer {

  private static final int LABEL = 26;
  private static final String BORDER = "boundary";

  private final Style style;

  /** Creates one that marks words with a style. */
  public ClaimRenderer(Style style) {
    this.style = style;
  }

  /**
   * Returns the text.
   *
   * @param hitRatio as it was given; null when it was not
   */
  public String render(ClaimAnswer answer, @Nullable Double hitRatio) {
    ClaimMetric metric = Objects.requireNonNull(ClaimMetric.of(answer.metric()));
    StringBuilder out = new StringBuilder();
    String sentence = ClaimSentence.of(answer, metric, hitRatio, null);
    Plain.wrap(sentence, TextRenderer.WIDTH).forEach(line -> out.append(line).append('\n'));
    out.append('\n');
    ClaimSpeedup speedup = answer.speedup();
    boolean isKnown = hitRatio != null;
    row("mean", figure(speedup.mean(), isKnown), "how much time is saved", out);
    row("hits only", figure(speedup.hitsOnly(), true), "what a hit alone is worth", out);
    row("geometric mean", figure(speedup.geometricMean(), isKnown), "of requests' ratios", out);
    row("mean of ratios", figure(speedup.meanOfRatios(), isKnown), "has no meaning", out);
    row("p50", percentile(speedup.p50(), hitRatio, 0.5), "jumps where half miss", out);
    row("p99", percentile(speedup.p99(), hitRatio, 0.99), "jumps where 1 % miss", out);
    row("ceiling", figure(answer.ceiling(), true), "mean at the best hit ratio", out);
    needs(answer, out);
    out.append('\n');
    String word = answer.verdict().name();
    out.append(ClaimLines.mark(style, answer.verdict(), word)).append("   ");
    out.append(Plain.safe(answer.claim())).append(' ').append(answer.metric());
    if (!answer.tags().isEmpty()) {
      out.append(" · ").append(Words.tags(answer));
    }
    return out.append('\n').toString();
  }

  private void needs(ClaimAnswer answer, StringBuilder out) {
    Double ratio = answer.requiredHitRatio();
    Double requests = answer.oneMissPer();
    String miss =
        requests == null ? "" : "one miss per " + ClaimSentence.requests(requests) + " requests";
    row(
        "hit ratio it needs",
        ratio == null ? "impossible" : ClaimSentence.exactPercent(ratio),
        miss,
        out);
  }

  private static String percentile(
      @Nullable Double value, @Nullable Double hitRatio, double quantile) {
    return value == null && hitRatio != null && hitRatio == quantile
        ? BORDER
        : figure(value, hitRatio != null);
  }

  private static String figure(@Nullable Double value, boolean isKnown) {
    if (value == null) {
      return isKnown ? "no bound" : Figures.ABSENT;
    }
    return Figures.factor(value);
  }

  private void row(String label, String value, String meaning, StringBuilder out) {
    String line = "  " + Plain.left(label, LABEL) + Plain.right(value, 14);
    out.append(line);
    out.append(meaning.isEmpty() ? "" : "   " + style.dim(meaning)).append('\n');
  }
}
