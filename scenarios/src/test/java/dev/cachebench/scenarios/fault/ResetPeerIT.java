package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class ResetPeerIT extends RealRedisFaultContractTest {

  ResetPeerIT() {
    super(FaultKind.RESET_PEER, Map.of("direction", "both"));
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.CUT;
  }
}
