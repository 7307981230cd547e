package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockProbeTest {

  private static final long SECOND = 1_000_000_000L;

  private final ClockProbe probe =
      new ClockProbe(LifetimeProbe.off(), DriverSettings.of("mine", 2, 0, 100));

  private List<RunEvent> drained() {
    List<RunEvent> events = new ArrayList<>();
    probe.drainEvents(events::add);
    return events;
  }

  @Test
  void saysForEachMoveWhatFollowedUntilTheNext() {
    probe.moving(SECOND, Map.of("index", 0));
    probe.moving(4 * SECOND, Map.of("index", 1));
    probe.counted(10, 4);
    probe.finish(6 * SECOND);

    List<RunEvent> events = drained();
    assertThat(events).extracting(RunEvent::event).containsOnly("clock");
    assertThat(events).extracting(RunEvent::t).containsExactly(1.0, 4.0);
    assertThat(events.get(0).details()).isEqualTo(Map.of("index", 0, "window-nanos", 3 * SECOND));
    assertThat(events.get(1).details())
        .isEqualTo(Map.of("index", 1, "keys", 10, "expired-early", 4, "window-nanos", 2 * SECOND));
  }

  @Test
  void saysNothingWhereNoClockMoved() {
    probe.finish(SECOND);

    assertThat(drained()).isEmpty();
  }
}
