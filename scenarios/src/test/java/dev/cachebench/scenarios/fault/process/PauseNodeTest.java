package dev.cachebench.scenarios.fault.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.FaultContractTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseNodeTest extends FaultContractTest {

  private final FakeNode first = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final Fault fault = new PauseNode(List.of(first, second));

  @Override
  protected Fault fault() {
    return fault;
  }

  @Override
  protected boolean isStruck() {
    assertThat(first.isPaused).isEqualTo(second.isPaused);
    return first.isPaused;
  }

  @Test
  void countsTheNodesThatDidNotAnswer() {
    second.isDeaf = true;
    fault.start();
    fault.stop();

    assertThat(fault.struck()).hasValue(1);
  }
}
