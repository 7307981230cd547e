package dev.cachebench.scenarios.fault.registry;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class ErrorsTest extends OriginFaultContractTest {

  ErrorsTest() {
    super(FaultKind.ERRORS, Map.of("ratio", "100%"));
  }

  @Override
  protected boolean isStruck() {
    return loadFor(USUAL).isCompletedExceptionally();
  }
}
