package dev.cachebench.reports.compare;

import dev.cachebench.reports.model.Direction;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.statistics.Bootstrap;
import dev.cachebench.reports.statistics.ChangeTest;
import dev.cachebench.reports.statistics.Holm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides between worse, better, not worse and too close to tell, for all metrics together.
 *
 * <p>With the interval of the change for the worse [l, u] and the margin m: REGRESSION when l > m
 * and the metric's probability passes {@link Holm}'s test among all metrics, IMPROVEMENT when u <
 * −m the same way, NO_REGRESSION when u < m, else INCONCLUSIVE. The level holds for one look at the
 * figures: whoever adds pairs while it is open looks up to three times. Immutable.
 */
final class Decision {

  private static final double LEVEL = 0.025;
  private static final double CONFIDENCE = 0.95;

  private final Margins margins;

  Decision(Margins margins) {
    this.margins = margins;
  }

  List<Change> decide(List<Draft> drafts) {
    double[] worse = levels(drafts, ChangeTest::pAbove, 1);
    double[] better = levels(drafts, ChangeTest::pBelow, -1);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      changes.add(change(drafts.get(i), worse[i] > 0, better[i] > 0));
    }
    return changes;
  }

  private double[] levels(
      List<Draft> drafts, ToDoubleBiFunction<ChangeTest, Double> probability, int sign) {
    int[] tested =
        IntStream.range(0, drafts.size()).filter(i -> drafts.get(i).test() != null).toArray();
    double[] probabilities = new double[tested.length];
    for (int i = 0; i < tested.length; i++) {
      Draft draft = drafts.get(tested[i]);
      ChangeTest test = Objects.requireNonNull(draft.test());
      probabilities[i] = probability.applyAsDouble(test, sign * scaledMargin(draft));
    }
    // What was not tested takes nothing from the others.
    double[] ofTested = Holm.levels(probabilities, LEVEL);
    double[] levels = new double[drafts.size()];
    for (int i = 0; i < tested.length; i++) {
      levels[tested[i]] = ofTested[i];
    }
    return levels;
  }

  private double scaledMargin(Draft draft) {
    return draft.scale().margin(margins.of(draft.metric()));
  }

  private record Answer(ChangeVerdict verdict, String reason) {}

  private Change change(Draft draft, boolean isSurelyWorse, boolean isSurelyBetter) {
    Answer answer = answer(draft, isSurelyWorse, isSurelyBetter);
    ChangeTest test = draft.test();
    boolean isTurned = Direction.of(draft.metric()) == Direction.HIGHER;
    ChangeTest plain = test != null && isTurned ? test.negated() : test;
    Scale scale = draft.scale();
    return new Change(
        draft.target(),
        draft.phase(),
        draft.metric().word(),
        median(draft.base()),
        median(draft.candidate()),
        draft.base().length,
        draft.candidate().length,
        plain == null ? null : scale.change(plain.estimate()),
        plain == null
            ? null
            : new Interval(scale.change(plain.low()), scale.change(plain.high()), CONFIDENCE),
        margins.of(draft.metric()),
        answer.verdict(),
        answer.reason());
  }

  private static @Nullable Double median(double[] values) {
    return values.length == 0 ? null : Bootstrap.median(values);
  }

  private Answer answer(Draft draft, boolean isSurelyWorse, boolean isSurelyBetter) {
    String refusal = draft.refusal();
    if (refusal != null) {
      return new Answer(ChangeVerdict.INVALID, refusal);
    }
    String spoilt = draft.spoilt();
    if (spoilt != null && draft.isSpoiltBelowFewest()) {
      return new Answer(ChangeVerdict.INVALID, spoilt);
    }
    int base = draft.base().length;
    int candidate = draft.candidate().length;
    if (base == 0 || candidate == 0) {
      return new Answer(
          ChangeVerdict.NO_DATA,
          "no round of the %s has a figure".formatted(base == 0 ? "base" : "candidate"));
    }
    if (draft.isBelowFewest()) {
      return new Answer(
          ChangeVerdict.INCONCLUSIVE,
          "needs %d rounds a side, has %d and %d".formatted(Draft.FEWEST, base, candidate));
    }
    ChangeTest test = draft.test();
    if (test == null) {
      return draft.isZero()
          ? new Answer(ChangeVerdict.NO_REGRESSION, "0 on both sides")
          : new Answer(ChangeVerdict.NO_DATA, "a figure of 0 has no ratio");
    }
    return judged(draft, test, isSurelyWorse, isSurelyBetter);
  }

  private Answer judged(
      Draft draft, ChangeTest test, boolean isSurelyWorse, boolean isSurelyBetter) {
    double margin = scaledMargin(draft);
    String words = words(draft);
    if (test.low() > margin) {
      return isSurelyWorse
          ? new Answer(ChangeVerdict.REGRESSION, "worse by more than " + words)
          : new Answer(
              ChangeVerdict.INCONCLUSIVE,
              "worse, but among so many metrics that takes more "
                  + (draft.isPaired() ? "pairs" : "rounds"));
    }
    if (test.high() < -margin && isSurelyBetter) {
      return new Answer(ChangeVerdict.IMPROVEMENT, "better by more than " + words);
    }
    if (test.high() < margin) {
      return new Answer(ChangeVerdict.NO_REGRESSION, "not worse by " + words + " or more");
    }
    return new Answer(ChangeVerdict.INCONCLUSIVE, words + " lies within the interval");
  }

  private String words(Draft draft) {
    double margin = margins.of(draft.metric());
    return draft.scale() == Scale.LOG
        ? Figures.number(100 * margin) + " %"
        : Figures.number(100 * margin) + " points";
  }
}
