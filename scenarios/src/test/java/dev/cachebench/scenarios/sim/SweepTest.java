package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SweepTest {

  private final Trace trace = Traces.letters("abacabad");

  private static List<Capacity> entries(int... amounts) {
    return IntStream.of(amounts).mapToObj(Capacity::entries).toList();
  }

  @Test
  void givesResultsByPolicyAndCapacityWhateverFinishesFirst() throws InterruptedException {
    List<SimulationResult> heard = new ArrayList<>();

    List<SimulationResult> results =
        new Sweep(3, () -> 0)
            .run(
                List.of(trace),
                List.of(PolicyKind.OPT, PolicyKind.LRU),
                entries(1, 2, 4),
                0,
                heard::add);

    assertThat(results)
        .extracting(result -> result.policy().word() + " " + result.capacity().amount())
        .containsExactly("lru 1", "lru 2", "lru 4", "opt 1", "opt 2", "opt 4");
    assertThat(heard).containsExactlyInAnyOrderElementsOf(results);
  }

  @Test
  void runsSeveralSimulationsAtOnce() throws InterruptedException {
    // Each reads the clock before and after; neither gets on before the other has come as far.
    CyclicBarrier both = new CyclicBarrier(2);

    List<SimulationResult> results =
        new Sweep(2, () -> meet(both))
            .run(List.of(trace), List.of(PolicyKind.LRU), entries(1, 2), 0, result -> {});

    assertThat(results).hasSize(2);
  }

  private static long meet(CyclicBarrier barrier) {
    try {
      return barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the simulations do not run at once", e);
    }
  }

  @Test
  void doesNotCountTheWarmup() {
    Sweep sweep = new Sweep(1, () -> 0);

    SimulationResult all = sweep.simulate(List.of(trace), PolicyKind.LRU, Capacity.entries(3), 0);
    SimulationResult rest = sweep.simulate(List.of(trace), PolicyKind.LRU, Capacity.entries(3), 4);

    assertThat(all.hits()).isEqualTo(4);
    assertThat(rest.requests()).isEqualTo(4);
    assertThat(rest.hits()).isEqualTo(3);
    assertThat(rest.evictions()).isEqualTo(1);
  }

  @Test
  void saysHowFastItWas() {
    AtomicLong nanos = new AtomicLong();

    SimulationResult result =
        new Sweep(1, () -> nanos.getAndAdd(2_000_000_000))
            .simulate(List.of(trace), PolicyKind.LRU, Capacity.entries(2), 0);

    assertThat(result.speed().seconds()).isEqualTo(2);
    assertThat(result.speed().requestsPerSecond()).isEqualTo(4);
  }

  @Test
  void refusesAWarmupThatLeavesNothing() {
    assertThatThrownBy(
            () ->
                new Sweep(1, () -> 0)
                    .simulate(List.of(trace), PolicyKind.LRU, Capacity.entries(2), 8))
        .hasMessage("warmup must be from 0 to 7, but was 8");
  }
}
