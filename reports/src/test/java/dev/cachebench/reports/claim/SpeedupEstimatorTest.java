package dev.cachebench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.claim.BatchMean.Batch;
import dev.cachebench.reports.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedupEstimatorTest {

  private static final double ORIGIN = 619e6;
  private static final double HIT = 0.61e6;
  private final SpeedupEstimator estimator = new SpeedupEstimator(0.95);

  @ParameterizedTest
  @CsvSource({
    "0.5, 1.998",
    "0.9, 9.912",
    "0.95, 19.63",
    "0.99, 91.11",
    "0.999, 503.9",
    "0.9999, 921.4",
    "1, 1014.75"
  })
  void meanFollowsTheTableOfTheTheory(double hitRatio, double speedup) {
    double mean = SpeedupEstimator.mean(1 - hitRatio, ORIGIN, HIT, ORIGIN);

    assertThat(mean).isCloseTo(speedup, within(speedup * 6e-4));
  }

  @Test
  void constantTimesGiveTheTableFigureAndTheHitsOnlyRatio() {
    Speedup speedup = estimator.estimate(constant(0, 100), constant(90, 10));

    assertThat(speedup.mean()).isCloseTo(9.912, within(0.001));
    assertThat(speedup.hitsOnly()).isCloseTo(1014.75, within(0.01));
    assertThat(speedup.meanInterval().contains(speedup.mean())).isTrue();
    assertThat(speedup.misses()).isEqualTo(100);
  }

  @Test
  void constantTimesLeaveOnlyTheMissRatioUncertain() {
    Speedup speedup = estimator.estimate(constant(0, 100), constant(90, 10));

    double alpha = 0.05 * 0.6;
    var ratio = MissRatio.clopperPearson(100, 1000, alpha);
    assertThat(speedup.meanInterval().low())
        .isCloseTo(SpeedupEstimator.mean(ratio.high(), ORIGIN, HIT, ORIGIN), within(1e-6));
    assertThat(speedup.meanInterval().high())
        .isCloseTo(SpeedupEstimator.mean(ratio.low(), ORIGIN, HIT, ORIGIN), within(1e-6));
  }

  @Test
  void noMissIsTakenAsAtMostThreeInAllGets() {
    Speedup speedup = estimator.estimate(constant(0, 100), constant(100, 0));

    double low = SpeedupEstimator.mean(3.0 / 1000, ORIGIN, HIT, ORIGIN);
    assertThat(speedup.missRatio().high()).isCloseTo(0.003, within(1e-12));
    assertThat(speedup.meanInterval().low()).isCloseTo(low, within(1e-6));
    assertThat(speedup.meanInterval().high()).isCloseTo(1014.75, within(0.01));
  }

  @Test
  void aSlowerArmHasASpeedupBelowOne() {
    Speedup speedup = estimator.estimate(constant(100, 0), constant(0, 100));

    assertThat(speedup.mean()).isCloseTo(HIT / ORIGIN, within(1e-9));
    assertThat(speedup.hitsOnly()).isNaN();
    assertThat(speedup.meanInterval().high()).isLessThan(1);
  }

  @Test
  void aSingleSecondSupportsNoInterval() {
    SpeedupSample second =
        new SpeedupSample(List.of(new Batch(90, 90 * HIT)), List.of(new Batch(10, 10 * ORIGIN)));

    Speedup speedup = estimator.estimate(second, second);

    assertThat(speedup.meanInterval()).isNull();
    assertThat(speedup.mean()).isCloseTo(1, within(1e-12));
  }

  /** Theory 1.8: the decomposed interval covers at least 95 % where others cover 61 %. */
  @ParameterizedTest
  @CsvSource({"0.1", "0.01", "0.001"})
  void intervalCoversTheTruthAlsoWithFewMisses(double missRatio) {
    SplittableRandom random = new SplittableRandom(1);
    double truth = SpeedupEstimator.mean(missRatio, ORIGIN, HIT, ORIGIN);
    int covered = 0;
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      Speedup speedup = estimator.estimate(random(random, 1, 10), random(random, missRatio, 100));
      covered += speedup.meanInterval().contains(truth) ? 1 : 0;
    }

    assertThat(covered / (double) runs).isGreaterThanOrEqualTo(0.95);
  }

  /** Theory 1.8, the rows of 3 expected misses. */
  @ParameterizedTest
  @CsvSource({"100, 0.003, 8.0", "1000, 0.0003, 2.0"})
  void threeExpectedMissesSufficeForAnIntervalThatHolds(
      int perSecond, double missRatio, double widest) {
    SplittableRandom random = new SplittableRandom(3);
    double truth = SpeedupEstimator.mean(missRatio, ORIGIN, HIT, ORIGIN);
    int covered = 0;
    double[] widths = new double[400];
    for (int run = 0; run < widths.length; run++) {
      Interval interval =
          estimator
              .estimate(random(random, 1, perSecond / 10), random(random, missRatio, perSecond))
              .meanInterval();
      covered += interval.contains(truth) ? 1 : 0;
      widths[run] = interval.high() / interval.low();
    }
    Arrays.sort(widths);

    assertThat(covered / (double) widths.length).isGreaterThanOrEqualTo(0.93);
    assertThat(widths[widths.length / 2]).isLessThanOrEqualTo(widest);
  }

  @Test
  void intervalNarrowsWithTheNumberOfRequests() {
    SplittableRandom random = new SplittableRandom(2);
    Speedup few = estimator.estimate(random(random, 1, 10), random(random, 0.1, 100));
    Speedup many = estimator.estimate(random(random, 1, 1000), random(random, 0.1, 10_000));

    assertThat(few.meanInterval().high() / few.meanInterval().low()).isBetween(1.3, 2.2);
    assertThat(many.meanInterval().high() / many.meanInterval().low()).isBetween(1.0, 1.1);
  }

  @Test
  void burstsOfMissesWidenTheInterval() {
    List<MissRatio.Pair> even = new ArrayList<>();
    List<MissRatio.Pair> bursts = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      even.add(new MissRatio.Pair(10, 100));
      bursts.add(new MissRatio.Pair(second == 0 ? 100 : 0, 100));
    }

    assertThat(MissRatio.of(even, 0.05)).isEqualTo(MissRatio.clopperPearson(100, 1000, 0.05));
    assertThat(MissRatio.of(bursts, 0.05).high()).isGreaterThan(0.3);
  }

  @Test
  void clopperPearsonAgreesWithPublishedLimits() {
    var ratio = MissRatio.clopperPearson(10, 100, 0.05);

    assertThat(ratio.low()).isCloseTo(0.0490, within(5e-5));
    assertThat(ratio.high()).isCloseTo(0.1762, within(5e-5));
  }

  @Test
  void confidenceOutsideOfZeroToOneIsRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new SpeedupEstimator(95))
        .hasMessage("confidence must be between 0 and 1, but was 95.0");
  }

  private static SpeedupSample constant(int hits, int misses) {
    List<Batch> hitBatches = new ArrayList<>();
    List<Batch> missBatches = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      hitBatches.add(new Batch(hits, hits * HIT));
      missBatches.add(new Batch(misses, misses * ORIGIN));
    }
    return new SpeedupSample(hitBatches, missBatches);
  }

  private static SpeedupSample random(SplittableRandom random, double missRatio, int perSecond) {
    List<Batch> hits = new ArrayList<>();
    List<Batch> misses = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      double hitSum = 0;
      double missSum = 0;
      int missed = 0;
      for (int i = 0; i < perSecond; i++) {
        double noise = 0.5 + random.nextDouble();
        if (random.nextDouble() < missRatio) {
          missed++;
          missSum += ORIGIN * noise;
        } else {
          hitSum += HIT * noise;
        }
      }
      hits.add(new Batch(perSecond - missed, hitSum));
      misses.add(new Batch(missed, missSum));
    }
    return new SpeedupSample(hits, misses);
  }
}
