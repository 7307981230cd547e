package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class DownIT extends RealRedisFaultContractTest {

  DownIT() {
    super(FaultKind.DOWN, Map.of());
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.CUT;
  }
}
