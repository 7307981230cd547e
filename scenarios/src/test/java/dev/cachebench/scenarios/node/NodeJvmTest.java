package dev.cachebench.scenarios.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.machine.HeapPages;
import dev.cachebench.scenarios.redis.EnvironmentException;
import org.junit.jupiter.api.Test;

class NodeJvmTest {

  private static final long GIBIBYTE = 1L << 30;

  @Test
  void theHeapIsTouchedBeforeAnythingIsMeasured() {
    assertThat(NodeJvm.command()).containsAll(HeapPages.flags());
  }

  @Test
  void refusesMoreNodesThanThereIsMemoryFor() {
    assertThatCode(() -> NodeJvm.require(4, 2 * GIBIBYTE)).doesNotThrowAnyException();
    assertThatThrownBy(() -> NodeJvm.require(5, 2 * GIBIBYTE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("5 nodes with a JVM of 512 MiB each do not fit into this machine's 2048 MiB");
  }
}
