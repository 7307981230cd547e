package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class TimeoutIT extends RealRedisFaultContractTest {

  TimeoutIT() {
    super(FaultKind.TIMEOUT, Map.of());
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.NEVER;
  }
}
