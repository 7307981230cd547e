package dev.cachebench.scenarios.fault.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultKind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HangTest extends OriginFaultContractTest {

  HangTest() {
    super(FaultKind.HANG, Map.of());
  }

  @Override
  protected boolean isStruck() {
    waitOut();
    return loadedOf(1, USUAL) == 0;
  }

  @Test
  void lastsForWhatWorkedBefore() {
    CompletableFuture<byte[]> load = loadFor(USUAL.dividedBy(2));
    fault().start();
    waitOut();
    assertThat(load).isNotDone();

    fault().stop();
    assertThat(load).isDone();
  }
}
