package dev.cachebench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HardwareTest {

  private static final Map<String, Object> MACHINE =
      Map.of(
          "cpu",
          "Model A",
          "cores",
          2,
          "memory-bytes",
          8_350_000_000L,
          "cgroup",
          Map.of("cpu.max", "max 100000"));

  @Test
  void whatAKernelKeepsOfTheMemoryIsNoDifference() {
    Map<String, Object> later =
        Map.of("cpu", "Model A", "cores", 2, "memory-bytes", 8_349_000_000L);

    assertThat(Hardware.of(MACHINE).difference(Hardware.of(later))).isNull();
  }

  @Test
  void everyDifferenceIsNamed() {
    Map<String, Object> other =
        Map.of("cpu", "Model B", "memory-bytes", 17e9, "cgroup", Map.of("cpu.max", "50000 100000"));

    assertThat(Hardware.of(MACHINE).difference(Hardware.of(other)))
        .isEqualTo(
            "cpu `Model B` instead of `Model A`, cpu.max `50000 100000` instead of `max 100000`,"
                + " memory `16 GiB` instead of `8 GiB`");
  }

  @Test
  void whatOnlyOneTellsIsNoDifference() {
    assertThat(Hardware.of(MACHINE).difference(Hardware.of(Map.of("cores", 2)))).isNull();
    assertThat(Hardware.of(Map.of()).difference(Hardware.of(MACHINE))).isNull();
  }
}
