package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** One pass for all capacities against a simulation of each. */
final class StackDistancesTest {

  private final Sweep sweep = new Sweep(1, () -> 0);

  private void assertSame(Trace trace, int warmup) {
    StackDistances distances = new StackDistances(trace, warmup);
    for (int capacity = 1; capacity <= trace.distinct() + 1; capacity++) {
      SimulationResult simulated =
          sweep.simulate(List.of(trace), PolicyKind.LRU, Capacity.entries(capacity), warmup);
      long hits = distances.hits(capacity);

      assertThat(hits).isEqualTo(simulated.hits());
      assertThat(distances.evictions(capacity, simulated.misses()))
          .isEqualTo(simulated.evictions());
    }
  }

  @Property(tries = 300)
  void hitsAndEvictsAsASimulationDoes(
      @ForAll @Size(min = 1, max = 80) List<@IntRange(max = 12) Integer> keys,
      @ForAll @IntRange(max = 79) int warmup) {
    assertSame(Traces.numbers(keys), Math.min(warmup, keys.size() - 1));
  }

  @Test
  void renumbersTimesManyTimes() {
    assertSame(
        GeneratedTrace.of("z", new KeysConfig(20, new KeyDistribution.Zipfian(0.7)), 1, 5_000),
        100);
  }

  @Test
  void aSweepOverManyCapacitiesGivesTheSameFigures() throws InterruptedException {
    Trace trace =
        GeneratedTrace.of("z", new KeysConfig(300, new KeyDistribution.Zipfian(0.9)), 1, 20_000);
    List<Capacity> capacities =
        IntStream.of(1, 5, 20, 100, 299).mapToObj(Capacity::entries).toList();

    assertThat(sweep.run(List.of(trace), List.of(PolicyKind.LRU), capacities, 500, done -> {}))
        .extracting(SimulationResult::hits)
        .containsExactlyElementsOf(
            capacities.stream()
                .map(each -> sweep.simulate(List.of(trace), PolicyKind.LRU, each, 500).hits())
                .toList());
  }
}
