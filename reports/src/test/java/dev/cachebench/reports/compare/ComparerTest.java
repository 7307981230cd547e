package dev.cachebench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparerTest {

  private final Comparer comparer = new Comparer(CompareOptions.defaults());

  private static Change of(Comparison comparison, String metric) {
    return comparison.changes().stream()
        .filter(change -> change.metric().equals(metric) && change.phase().equals("steady"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noiseIsNoRegression() {
    Comparison comparison = comparer.compare(Sides.of("a").rounds(10), Sides.of("b").rounds(10));

    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.NO_REGRESSION);
    assertThat(comparison.changes()).hasSize(5);
    assertThat(of(comparison, "response-time.mean").interval().contains(0)).isTrue();
    assertThat(comparison.notes()).singleElement().asString().contains("side by side");
  }

  @Test
  void whatIsWorseByMoreThanTheMarginIsARegression() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").with("response-time.mean", 2.3e6).rounds(10));

    Change mean = of(comparison, "response-time.mean");
    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.REGRESSION);
    assertThat(mean.verdict()).isEqualTo(ChangeVerdict.REGRESSION);
    assertThat(mean.change()).isCloseTo(0.15, within(0.02));
    assertThat(mean.reason()).contains("worse by more than 5.00 %");
    assertThat(of(comparison, "response-time.p99").verdict())
        .isEqualTo(ChangeVerdict.NO_REGRESSION);
  }

  @Test
  void whatIsBetterByMoreThanTheMarginIsAnImprovement() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").with("response-time.mean", 1.5e6).rounds(10));

    assertThat(of(comparison, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.IMPROVEMENT);
    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.IMPROVEMENT);
  }

  /** 2 % of the mean is lag, less than half the margin of 5 %; of a p99 nobody knows. */
  @Test
  void aMeanWithLittleLagIsComparedAndAPercentileIsNot() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").late(0.04e6).rounds(10),
            Sides.of("b").late(0.04e6).with("response-time.mean", 2.3e6).rounds(10));

    assertThat(of(comparison, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.REGRESSION);
    assertThat(of(comparison, "response-time.p99").verdict()).isEqualTo(ChangeVerdict.INVALID);
  }

  @Test
  void aMeanWithMuchLagIsNot() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").late(0.06e6).rounds(10), Sides.of("b").late(0.06e6).rounds(10));

    assertThat(of(comparison, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.INVALID);
  }

  @Test
  void fewerHitsAreWorse() {
    Comparison comparison =
        comparer.compare(Sides.of("a").rounds(10), Sides.of("b").with("hit-ratio", 0.8).rounds(10));

    Change hits = of(comparison, "hit-ratio");
    assertThat(hits.verdict()).isEqualTo(ChangeVerdict.REGRESSION);
    assertThat(hits.change()).isCloseTo(-0.1, within(0.02));
    assertThat(hits.interval().low()).isLessThan(hits.interval().high());
  }

  @Test
  void errorsThatWereNotThereAreARegression() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").with("error-ratio", 0.01).rounds(10));

    assertThat(of(comparison, "error-ratio").verdict()).isEqualTo(ChangeVerdict.REGRESSION);
  }

  @Test
  void anIntervalAroundTheMarginIsInconclusive() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").with("response-time.mean", 2.1e6).rounds(10));

    assertThat(of(comparison, "response-time.mean").verdict())
        .isEqualTo(ChangeVerdict.INCONCLUSIVE);
    assertThat(comparison.commands())
        .containsExactly(
            "cachebench run runs/a/0/scenario.yaml --rounds 20",
            "cachebench run runs/b/0/scenario.yaml --rounds 20");
  }

  @Test
  void fewerThanFiveRoundsSayNothingButWhatWouldDecide() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(5), Sides.of("b").with("response-time.mean", 9e6).rounds(4));

    assertThat(comparison.changes())
        .allSatisfy(c -> assertThat(c.verdict()).isEqualTo(ChangeVerdict.INCONCLUSIVE))
        .allSatisfy(c -> assertThat(c.reason()).isEqualTo("needs 5 rounds a side, has 5 and 4"));
    assertThat(comparison.commands())
        .containsExactly("cachebench run runs/b/0/scenario.yaml --rounds 10");
  }

  @Test
  void marginsOfOnesOwnDecide() {
    CompareOptions options =
        new CompareOptions(
            List.of(MetricName.of("response-time.mean")),
            List.of(),
            null,
            new Margins(Map.of("response-time.mean", 0.3)),
            false,
            42);

    Comparison comparison =
        new Comparer(options)
            .compare(
                Sides.of("a").rounds(10),
                Sides.of("b").with("response-time.mean", 2.3e6).rounds(10));

    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.NO_REGRESSION);
  }

  @Test
  void timesOfAnotherMachineAreRefusedCountsAreNot() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").on("cpu", "Model B").on("cores", 4).rounds(10));

    assertThat(of(comparison, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.INVALID);
    assertThat(of(comparison, "response-time.mean").reason())
        .contains("different machines: cores `4` instead of `2`, cpu `Model B`");
    assertThat(of(comparison, "hit-ratio").verdict()).isEqualTo(ChangeVerdict.NO_REGRESSION);
  }

  @Test
  void otherWorkIsRefused() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10),
            Sides.of("b").running(Scenarios.fromEmpty(Scenarios.stampede())).rounds(10));

    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.INVALID);
    assertThat(of(comparison, "hit-ratio").reason()).contains("different work: preload");
  }

  @Test
  void spoiltRoundsAreNotCompared() {
    Side spoilt = Sides.of("b").with("response-time.mean", 9e6).spoilt("other processes").rounds(6);
    Side clean = Sides.of("c").rounds(6);
    Side mixed =
        new Side("m", Stream.concat(spoilt.runs().stream(), clean.runs().stream()).toList());

    Comparison all = comparer.compare(Sides.of("a").rounds(10), spoilt);
    Comparison some = comparer.compare(Sides.of("a").rounds(10), mixed);

    assertThat(of(all, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.INVALID);
    assertThat(of(all, "response-time.mean").reason()).isEqualTo("other processes");
    assertThat(of(some, "response-time.mean").candidateRounds()).isEqualTo(6);
    assertThat(of(some, "response-time.mean").verdict()).isEqualTo(ChangeVerdict.NO_REGRESSION);
  }

  @Test
  void aFigureThatOneSideLacksIsNoPass() {
    Comparison comparison =
        comparer.compare(
            Sides.of("a").rounds(10), Sides.of("b").without("response-time.p99").rounds(10));

    assertThat(of(comparison, "response-time.p99").verdict()).isEqualTo(ChangeVerdict.NO_DATA);
    assertThat(comparison.verdict()).isEqualTo(ChangeVerdict.NO_DATA);
  }

  @Test
  void pairsStayPairsWhereARunHasNoFigure() {
    Side base = Sides.of("a").rounds(8);
    List<Side.Run> runs = new ArrayList<>(Sides.of("b").rounds(8).runs());
    Side.Run third = runs.get(2);
    runs.set(
        2,
        new Side.Run(
            third.directory(), third.scenario(), third.environment(), third.validity(), List.of()));

    Comparison comparison =
        new Comparer(CompareOptions.defaults().paired()).compare(base, new Side("b", runs));

    assertThat(of(comparison, "response-time.mean").baseRounds()).isEqualTo(7);
    assertThat(comparison.isPaired()).isTrue();
    assertThat(comparison.notes()).isEmpty();
  }

  @Test
  void pairsOfDifferentNumbersAreNone() {
    Comparer pairs = new Comparer(CompareOptions.defaults().paired());
    Side five = Sides.of("a").rounds(5);
    Side six = Sides.of("b").rounds(6);

    assertThatThrownBy(() -> pairs.compare(five, six))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 and 6");
  }

  @Test
  void otherVersionsAreNoted() {
    Comparison comparison =
        comparer.compare(Sides.of("a").rounds(5), Sides.of("b").on("java", "21").rounds(5));

    assertThat(comparison.notes()).contains("java differs: 17 on the base, 21 on the candidate");
  }
}
