package dev.cachebench.scenarios.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FaultTimelineTest {

  private static final FaultConfig LONG = config(FaultKind.DOWN, Duration.ofHours(1));

  private final List<String> heard = new CopyOnWriteArrayList<>();

  private static FaultConfig config(FaultKind kind, Duration length) {
    return new FaultConfig(kind, null, null, Duration.ZERO, length, null, Map.of());
  }

  /** Closes a timeline after it was heard of so many times. */
  private void run(int times, List<FaultConfig> configs, List<Fault> faults)
      throws InterruptedException {
    CountDownLatch started = new CountDownLatch(times);
    FaultTimeline.Listener listener =
        (event, index, message, struck) -> {
          heard.add(event + " " + index + (message.isEmpty() ? "" : " " + message));
          started.countDown();
        };
    try (FaultTimeline timeline = new FaultTimeline(configs, faults, () -> 1, listener)) {
      timeline.start();
      started.await();
    }
  }

  @Test
  void mendsWhatStillLastsWhenItIsClosed() throws InterruptedException {
    run(1, List.of(LONG), List.of(new Stubborn(0)));

    assertThat(heard).containsExactly("fault-start 0", "fault-stop 0");
  }

  @Test
  void mendsTheOthersWhenOneCannotBe() throws InterruptedException {
    Stubborn second = new Stubborn(0);

    run(2, List.of(LONG, LONG), List.of(new Stubborn(9), second));

    assertThat(heard).endsWith("fault-failed 0 stuck", "fault-stop 1");
    assertThat(second.stops).isEqualTo(1);
  }

  @Test
  void triesAgainAtTheEndWhatCouldNotBeMendedInTime() throws InterruptedException {
    Stubborn once = new Stubborn(1);

    // On a clock that stands at 1 ns, this one has ended already.
    run(2, List.of(config(FaultKind.DOWN, Duration.ofNanos(1))), List.of(once));

    assertThat(heard).containsExactly("fault-start 0", "fault-failed 0 stuck", "fault-stop 0");
  }

  @Test
  void stopsNothingThatHappenedAtOneInstant() throws InterruptedException {
    run(1, List.of(config(FaultKind.FLUSH, Duration.ofHours(1))), List.of(new Noted(heard)));

    assertThat(heard).containsExactly("flushed", "fault-start 0");
  }

  /** Says that it struck. */
  private record Noted(List<String> heard) implements Fault {

    @Override
    public void start() {
      heard.add("flushed");
    }

    @Override
    public void stop() {
      throw new AssertionError("what has happened cannot be stopped");
    }
  }

  /** Cannot be mended for some times. */
  private static final class Stubborn implements Fault {

    private int refusals;
    private int stops;

    Stubborn(int refusals) {
      this.refusals = refusals;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
      stops++;
      if (refusals-- > 0) {
        throw new IllegalStateException("stuck");
      }
    }
  }
}
