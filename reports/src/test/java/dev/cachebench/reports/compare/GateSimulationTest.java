package dev.cachebench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.compare.Samples.Sample;
import dev.cachebench.reports.statistics.Bootstrap;
import dev.cachebench.reports.testing.Scenarios;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How often the rule of pairs raises an alarm where nothing changed, and finds what did: margin 5
 * %, ten pairs, ten more at most twice where it is inconclusive. {@code -Dsimulation.trials=500}
 * simulates more and prints the table of reports/README.md.
 */
class GateSimulationTest {

  private static final int TRIALS = Integer.getInteger("simulation.trials", 60);
  private static final int RESAMPLES = TRIALS > 60 ? Bootstrap.RESAMPLES : 2_000;
  private static final int PAIRS = 10;
  private static final int MOST_PAIRS = 30;

  private record Outcome(Map<ChangeVerdict, Integer> verdicts, double pairs) {

    double share(ChangeVerdict verdict) {
      return (double) verdicts.getOrDefault(verdict, 0) / TRIALS;
    }
  }

  private static ChangeVerdict judge(boolean isPaired, List<Sample> base, List<Sample> candidate) {
    Draft draft =
        new Draft(
            "t",
            "p",
            Scenarios.metric("response-time.mean"),
            isPaired,
            List.copyOf(base),
            List.copyOf(candidate));
    draft.test(new Bootstrap(42, RESAMPLES));
    return new Decision(Margins.defaults()).decide(List.of(draft)).get(0).verdict();
  }

  private static Outcome pairs(double change) {
    Map<ChangeVerdict, Integer> verdicts = new EnumMap<>(ChangeVerdict.class);
    int pairs = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      NoiseModel noise = new NoiseModel(trial);
      List<Sample> base = new ArrayList<>();
      List<Sample> candidate = new ArrayList<>();
      ChangeVerdict verdict = ChangeVerdict.INCONCLUSIVE;
      while (verdict == ChangeVerdict.INCONCLUSIVE && base.size() < MOST_PAIRS) {
        for (int i = 0; i < PAIRS; i++) {
          boolean isBaseFirst = noise.isHeads();
          double first = noise.next(isBaseFirst ? 1 : 1 + change);
          double second = noise.next(isBaseFirst ? 1 + change : 1);
          base.add(new Sample(isBaseFirst ? first : second, null));
          candidate.add(new Sample(isBaseFirst ? second : first, null));
        }
        verdict = judge(true, base, candidate);
      }
      pairs += base.size();
      verdicts.merge(verdict, 1, Integer::sum);
    }
    return new Outcome(verdicts, (double) pairs / TRIALS);
  }

  private static Outcome blocks(double change) {
    Map<ChangeVerdict, Integer> verdicts = new EnumMap<>(ChangeVerdict.class);
    for (int trial = 0; trial < TRIALS; trial++) {
      NoiseModel noise = new NoiseModel(trial);
      List<Sample> base = new ArrayList<>();
      List<Sample> candidate = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        base.add(new Sample(noise.next(1), null));
      }
      for (int i = 0; i < PAIRS; i++) {
        candidate.add(new Sample(noise.next(1 + change), null));
      }
      verdicts.merge(judge(false, base, candidate), 1, Integer::sum);
    }
    return new Outcome(verdicts, PAIRS);
  }

  private static String row(String what, Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f |",
        what,
        100 * outcome.share(ChangeVerdict.REGRESSION),
        100 * outcome.share(ChangeVerdict.NO_REGRESSION),
        100 * outcome.share(ChangeVerdict.IMPROVEMENT),
        100 * outcome.share(ChangeVerdict.INCONCLUSIVE),
        outcome.pairs());
  }

  @Test
  void alarmsAreRareAndSlowdownsAreFound() {
    Outcome same = pairs(0);
    Outcome slower = pairs(0.10);
    System.out.println(TRIALS + " trials: REGRESSION, NO_REGRESSION, IMPROVEMENT, INCONCLUSIVE");
    System.out.println(row("pairs, no change", same));
    System.out.println(row("pairs, 10 % slower", slower));
    System.out.println(row("pairs, 20 % slower", pairs(0.20)));
    System.out.println(row("pairs, 10 % faster", pairs(-0.10)));
    System.out.println(row("one side after the other, no change", blocks(0)));
    System.out.println(row("one side after the other, 10 % slower", blocks(0.10)));

    assertThat(same.share(ChangeVerdict.REGRESSION)).isLessThan(0.01);
    assertThat(slower.share(ChangeVerdict.REGRESSION)).isGreaterThanOrEqualTo(0.9);
    assertThat(slower.share(ChangeVerdict.NO_REGRESSION)).isLessThan(0.02);
  }
}
