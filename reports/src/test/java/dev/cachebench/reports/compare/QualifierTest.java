package dev.cachebench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.testing.Scenarios;
import org.junit.jupiter.api.Test;

class QualifierTest {

  private final Qualifier qualifier = new Qualifier(CompareOptions.defaults());

  private static NoiseFloor mean(Qualification qualification) {
    return qualification.floors().stream()
        .filter(floor -> floor.metric().equals("response-time.mean"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theScatterIsThatOfPairs() {
    Qualification qualification =
        qualifier.qualify(Sides.of("a").rounds(40), Sides.of("b").rounds(40));

    // Each side scatters by 1 %, so that pairs do by √2 %.
    assertThat(mean(qualification).scatter()).isCloseTo(0.0141, within(0.005));
    assertThat(mean(qualification).held()).isLessThan(0.02);
    assertThat(qualification.isFit()).isTrue();
  }

  @Test
  void aBuildThatDiffersFromItselfIsSaidSo() {
    Qualification qualification =
        qualifier.qualify(
            Sides.of("a").rounds(20), Sides.of("b").with("response-time.mean", 2.08e6).rounds(20));

    assertThat(mean(qualification).verdict()).isEqualTo(ChangeVerdict.REGRESSION);
    assertThat(mean(qualification).reason()).contains("differs from itself");
    assertThat(qualification.isFit()).isFalse();
  }

  @Test
  void whatIsSpoiltIsNotHeld() {
    Qualification qualification =
        qualifier.qualify(
            Sides.of("a").spoilt("other processes").rounds(10), Sides.of("b").rounds(10));

    assertThat(mean(qualification).verdict()).isEqualTo(ChangeVerdict.INVALID);
    assertThat(mean(qualification).reason()).isEqualTo("other processes");
    assertThat(qualification.isFit()).isFalse();
  }

  @Test
  void nothingIsNotFit() {
    Side none = Sides.of("a").running(Scenarios.named("x")).rounds(6);

    assertThat(qualifier.qualify(none, none).isFit()).isFalse();
  }
}
