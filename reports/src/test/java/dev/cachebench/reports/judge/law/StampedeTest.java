package dev.cachebench.reports.judge.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.model.Expiry;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StampedeTest {

  @Test
  void withoutProtectionEverybodyLoadsUntilTheFirstIsBack() {
    Prediction prediction = predict(false, 100, 4, 10, 11, 12);

    assertThat(prediction.predicted()).isCloseTo(11, within(1e-9));
    assertThat(prediction.sample().mean()).isEqualTo(11);
    assertThat(prediction.predictedError()).isCloseTo(Math.sqrt(10.0 / 3), within(1e-9));
    assertThat(prediction.sample().meanError()).isCloseTo(1 / Math.sqrt(3), within(1e-9));
    assertThat(prediction.isWithin()).isTrue();
  }

  /** Theory 3: 3.754 for λL = 10 over four nodes. */
  @Test
  void singleFlightLoadsOncePerNodeThatIsAsked() {
    Prediction prediction = predict(true, 100, 4, 4, 4, 4);

    assertThat(prediction.predicted()).isCloseTo(3.754, within(5e-4));
    assertThat(prediction.sample().meanError()).isZero();
    assertThat(prediction.standardErrors()).isBetween(0.5, 1.5);
    assertThat(prediction.isWithin()).isTrue();
  }

  @Test
  void coalescingAsTheReviewAdvisedItJoinsNobody() {
    var advised = Scenarios.target("t", Preset.AS_ADVISED, Role.CONTROL, true);

    assertThat(new Stampede(advised, expiries(100, 4, 11)).predict().predicted())
        .isCloseTo(11, within(1e-9));
  }

  @Test
  void tooManyLoadsAreNotWithin() {
    assertThat(predict(true, 100, 4, 11, 11, 11).isWithin()).isFalse();
    assertThat(predict(false, 100, 4, 30, 30, 30).isWithin()).isFalse();
  }

  @Test
  void oneNodeWithSingleFlightAllowsExactlyOneLoad() {
    assertThat(predict(true, 100, 1, 1, 1).isWithin()).isTrue();

    Prediction off = predict(true, 100, 1, 2, 1);
    assertThat(off.standardErrors()).isNull();
    assertThat(off.isWithin()).isFalse();
  }

  @Test
  void aTargetWithoutCacheHasNoPrediction() {
    var none = Scenarios.target("none", Preset.NONE, Role.BASELINE, false);

    assertThat(new Stampede(none, expiries(100, 4, 11)).predict()).isNull();
  }

  private static Prediction predict(
      boolean isCoalescing, double perSecond, int nodes, long... loads) {
    var target = Scenarios.target("t", Preset.HARDENED, Role.CANDIDATE, isCoalescing);
    return new Stampede(target, expiries(perSecond, nodes, loads)).predict();
  }

  private static List<Expiry> expiries(double perSecond, int nodes, long... loads) {
    return LongStream.of(loads)
        .mapToObj(n -> new Expiry(1, "p", 1, "k", 20, n, 100_000_000, perSecond, nodes, n))
        .toList();
  }
}
