package dev.cachebench.scenarios.fault.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GcPauseTest {

  private static final Duration LENGTH = Duration.ofMillis(400);

  private final FakeNode first = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final AtomicLong nanos = new AtomicLong();

  private Fault fault(@Nullable Duration every) {
    return new GcPause(List.of(first, second), LENGTH, every, nanos::get);
  }

  @Test
  void happensOnceToEachNode() {
    Fault fault = fault(null);
    fault.start();
    await().until(() -> fault.struck().getAsLong() == 2);
    fault.stop();

    assertThat(first.collections).hasValue(1);
    assertThat(second.collections).hasValue(1);
  }

  @Test
  void happensAgainUntilItIsStopped() {
    // A clock that stands still never comes to the next one, one that runs ahead always has.
    Fault fault = new GcPause(List.of(first), LENGTH, LENGTH, () -> nanos.addAndGet(1L << 32));
    fault.start();
    await().until(() -> first.collections.get() > 2);
    fault.stop();
    int stopped = first.collections.get();

    fault.stop();
    assertThat(first.collections).hasValue(stopped);
  }

  @Test
  void startsOnceAndAgainAfterAStop() {
    Fault fault = fault(Duration.ofHours(1));
    fault.start();
    fault.start();
    await().until(() -> first.collections.get() == 1);
    fault.stop();

    fault.start();
    await().until(() -> first.collections.get() == 2);
    fault.stop();
  }

  @Test
  void doesNotCountWhatWasTooShortToBeOne() {
    second.shareOfLength = 0.4;
    Fault fault = fault(null);
    fault.start();
    await().until(() -> fault.struck().getAsLong() == 1);
    fault.stop();

    assertThat(fault.struck()).hasValue(1);
  }
}
