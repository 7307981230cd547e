package dev.cachebench.scenarios.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

  private static FaultConfig fault(FaultKind kind, int at, int length, @Nullable Integer every) {
    return new FaultConfig(
        kind,
        null,
        null,
        Duration.ofSeconds(at),
        Duration.ofSeconds(length),
        every == null ? null : Duration.ofSeconds(every),
        Map.of());
  }

  @Test
  void instantaneousFaultsRepeatUntilTheirTimeIsUp() {
    assertThat(TimelineEntry.of(List.of(fault(FaultKind.EXPIRE_ALL, 1, 6, 2))))
        .extracting(e -> e.atNanos() / 1_000_000_000)
        .containsExactly(1L, 3L, 5L);
  }

  @Test
  void instantaneousFaultsWithoutIntervalHappenOnce() {
    assertThat(TimelineEntry.of(List.of(fault(FaultKind.EXPIRE_ALL, 1, 6, null)))).hasSize(1);
  }

  @Test
  void lastingFaultsStartAndStopInOrderOfTime() {
    List<TimelineEntry> entries =
        TimelineEntry.of(
            List.of(fault(FaultKind.DOWN, 5, 5, null), fault(FaultKind.LATENCY, 1, 4, null)));

    assertThat(entries).extracting(TimelineEntry::index).containsExactly(1, 1, 0, 0);
    assertThat(entries)
        .extracting(TimelineEntry::isStart)
        .containsExactly(true, false, true, false);
  }
}
