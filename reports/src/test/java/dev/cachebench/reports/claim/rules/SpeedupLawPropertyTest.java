package dev.cachebench.reports.claim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class SpeedupLawPropertyTest {

  private static final double ROUNDING = 1e-9;

  @Property
  void meanGrowsWithTheHitRatio(
      @ForAll @Scale(9) @DoubleRange(min = 1, max = 1e6) double hitsOnly,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double one,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double other) {
    SpeedupLaw law = new SpeedupLaw(hitsOnly, 1);

    double more = law.mean(Math.min(one, other));
    double fewer = law.mean(Math.max(one, other));

    assertThat(more).isGreaterThanOrEqualTo(fewer * (1 - ROUNDING));
  }

  @Property
  void meanNeverBeatsOneOverTheMissesNorHitsAlone(
      @ForAll @Scale(9) @DoubleRange(min = 1, max = 1e6) double hitsOnly,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1) double missRatio) {
    double mean = new SpeedupLaw(hitsOnly, 1).mean(missRatio);

    assertThat(mean).isLessThanOrEqualTo(1 / missRatio * (1 + ROUNDING));
    assertThat(mean).isLessThanOrEqualTo(hitsOnly * (1 + ROUNDING));
  }

  @Property
  void requiredHitRatioOfTheMeanIsTheHitRatio(
      @ForAll @Scale(9) @DoubleRange(min = 1.01, max = 1e6) double hitsOnly,
      @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 1) double missPrice,
      @ForAll @Scale(9) @DoubleRange(min = 0.0001, max = 0.9999) double missRatio) {
    if (missPrice <= 1.01 / hitsOnly) {
      return;
    }
    SpeedupLaw law = new SpeedupLaw(hitsOnly, missPrice);

    Double allowed = law.allowedMissRatio(law.mean(missRatio));

    assertThat(allowed).isNotNull().isCloseTo(missRatio, within(1e-7));
  }

  @Property
  void verdictAgreesWithMeanRequirementAndCeiling(
      @ForAll @IntRange(min = 1, max = 20_000) int claimed,
      @ForAll @Scale(9) @DoubleRange(min = 0.1, max = 2000) double withMicros,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double hitRatio) {
    ClaimForm claim = ClaimForm.parse(claimed + "x");
    ClaimAnswer at =
        ClaimArithmetic.judge(claim, ClaimMetric.MEAN, 1e8, withMicros * 1e3, hitRatio);
    ClaimAnswer unknown =
        ClaimArithmetic.judge(claim, ClaimMetric.MEAN, 1e8, withMicros * 1e3, null);

    boolean isPossible = at.requiredHitRatio() != null;
    assertThat(at.verdict() == ClaimVerdict.UNREACHABLE_AT_ANY_HIT_RATIO).isEqualTo(!isPossible);
    assertThat(unknown.verdict())
        .isEqualTo(
            isPossible ? ClaimVerdict.UNVERIFIABLE : ClaimVerdict.UNREACHABLE_AT_ANY_HIT_RATIO);
    if (isPossible && Math.abs(hitRatio - at.requiredHitRatio()) > 1e-9) {
      assertThat(at.verdict())
          .isEqualTo(
              hitRatio > at.requiredHitRatio()
                  ? ClaimVerdict.CONFIRMED
                  : ClaimVerdict.UNREACHABLE_AT_THIS_HIT_RATIO);
    }
  }
}
