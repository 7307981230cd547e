package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;

class BandwidthIT extends RealRedisFaultContractTest {

  BandwidthIT() {
    super(FaultKind.BANDWIDTH, Map.of("rate", "1KB"));
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.LATE;
  }
}
