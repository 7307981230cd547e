package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class LatencyIT extends RealRedisFaultContractTest {

  LatencyIT() {
    super(FaultKind.LATENCY, Map.of("latency", "700ms", "jitter", "50ms"));
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.LATE;
  }
}
