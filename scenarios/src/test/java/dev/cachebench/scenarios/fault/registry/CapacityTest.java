package dev.cachebench.scenarios.fault.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The origin of the contract has one place. */
class CapacityTest extends OriginFaultContractTest {

  CapacityTest() {
    super(FaultKind.CAPACITY, Map.of("concurrency", "3"));
  }

  @Override
  protected boolean isStruck() {
    waitOut();
    return loadedOf(4, USUAL) == 3;
  }

  @Test
  void takesNoPlaceFromALoadThatWorks() {
    fault().start();
    loadedOf(3, USUAL.dividedBy(2));
    fault().stop();

    assertThat(loadedOf(1, USUAL)).isZero();
    assertThat(loadedOf(1, USUAL)).isZero();
    waitOut();
    assertThat(loadedOf(1, USUAL)).isEqualTo(1);
  }
}
