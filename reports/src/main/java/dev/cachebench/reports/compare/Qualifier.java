package dev.cachebench.reports.compare;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.statistics.ChangeTest;
import dev.cachebench.reports.statistics.Holm;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the noise floor of a machine from pairs whose sides are the same.
 *
 * <p>A margin is held when the interval of "no change" lies within it: only then would the rule of
 * {@link Comparer} answer NO_REGRESSION. It shrinks with the root of the number of pairs. Sides
 * that differ by more than chance, although they are the same, mean that something depends on the
 * order or on time. Immutable.
 */
public final class Qualifier {

  private static final double LEVEL = 0.05;
  private static final double CONFIDENCE = 0.95;
  private static final int MOST_PAIRS = 1000;

  private final CompareOptions options;

  /**
   * Creates one.
   *
   * @param options what is looked at
   */
  public Qualifier(CompareOptions options) {
    this.options = options.paired();
  }

  /** Returns what a comparison of a build with itself says of the machine. */
  public Qualification qualify(Side one, Side other) {
    List<Draft> drafts = new Comparer(options).drafts(one, other);
    double[] probabilities =
        drafts.stream()
            .map(Draft::test)
            .mapToDouble(test -> test == null ? 1 : 2 * Math.min(test.pAbove(0), test.pBelow(0)))
            .toArray();
    double[] levels = Holm.levels(probabilities, LEVEL);
    List<NoiseFloor> floors = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      floors.add(floor(drafts.get(i), levels[i] > 0));
    }
    boolean isFit = !floors.isEmpty() && floors.stream().allMatch(NoiseFloor::holds);
    return new Qualification(
        one.scenario().name(), Math.min(one.runs().size(), other.runs().size()), isFit, floors);
  }

  private NoiseFloor floor(Draft draft, boolean isDifferent) {
    double margin = options.margins().of(draft.metric());
    int pairs = draft.base().length;
    ChangeTest test = draft.test();
    if (test == null) {
      Change change = new Decision(options.margins()).decide(List.of(draft)).get(0);
      boolean isZero = change.verdict() == ChangeVerdict.NO_REGRESSION;
      return new NoiseFloor(
          draft.target(),
          draft.phase(),
          draft.metric().word(),
          pairs,
          isZero ? 0.0 : null,
          null,
          isZero ? 0.0 : null,
          margin,
          change.verdict(),
          change.reason());
    }
    Scale scale = draft.scale();
    double widest = Math.max(Math.abs(test.low()), Math.abs(test.high()));
    double held = scale.change(widest);
    double needed = pairs * Math.pow(widest / scale.margin(margin), 2);
    return new NoiseFloor(
        draft.target(),
        draft.phase(),
        draft.metric().word(),
        pairs,
        scale.change(scatter(draft)),
        new Interval(scale.change(test.low()), scale.change(test.high()), CONFIDENCE),
        held,
        margin,
        verdict(held < margin, isDifferent && held > margin / 2),
        reason(held < margin, isDifferent && held > margin / 2, needed));
  }

  private static ChangeVerdict verdict(boolean isHeld, boolean isDifferent) {
    if (isDifferent) {
      return ChangeVerdict.REGRESSION;
    }
    return isHeld ? ChangeVerdict.NO_REGRESSION : ChangeVerdict.INCONCLUSIVE;
  }

  private static String reason(boolean isHeld, boolean isDifferent, double needed) {
    if (isDifferent) {
      return "the same build differs from itself: something depends on the order or on time";
    }
    if (isHeld) {
      return "held";
    }
    return needed > MOST_PAIRS
        ? "no number of pairs holds the usual margin here"
        : "about %s pairs would hold the usual margin".formatted(Figures.count(Math.ceil(needed)));
  }

  private static double scatter(Draft draft) {
    double[] base = draft.base();
    double[] candidate = draft.candidate();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < base.length; i++) {
      double change = draft.scale().of(candidate[i]) - draft.scale().of(base[i]);
      sum += change;
      squares += change * change;
    }
    int n = base.length;
    return Math.sqrt(Math.max(0, (squares - sum * sum / n) / (n - 1)));
  }
}
