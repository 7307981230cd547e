package dev.cachebench.scenarios.fault.registry;

import dev.cachebench.scenarios.model.FaultKind;
import java.time.Duration;
import java.util.Map;

class SlowTest extends OriginFaultContractTest {

  SlowTest() {
    super(FaultKind.SLOW, Map.of("factor", "3x", "added", "5ms"));
  }

  @Override
  protected boolean isStruck() {
    Duration slow = USUAL.multipliedBy(3).plusMillis(5);
    boolean isLate = !loadFor(slow.minusNanos(1)).isDone();
    waitOut();
    return isLate && loadFor(slow).isDone();
  }
}
