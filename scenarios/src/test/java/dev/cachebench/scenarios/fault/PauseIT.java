package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class PauseIT extends RealRedisFaultContractTest {

  PauseIT() {
    super(FaultKind.PAUSE, Map.of());
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.NEVER;
  }
}
