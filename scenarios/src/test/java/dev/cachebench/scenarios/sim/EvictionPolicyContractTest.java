package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Trace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every policy keeps; the registry feeds it, so that none can be forgotten. */
final class EvictionPolicyContractTest {

  private static final int[] CAPACITIES = {1, 2, 3, 10, 50, 199, 200, 1_000};
  private static final Trace TRACE =
      GeneratedTrace.of("zipf", new KeysConfig(200, new KeyDistribution.Zipfian(0.8)), 42, 20_000);

  private final Sweep sweep = new Sweep(1, () -> 0);

  private SimulationResult simulate(PolicyKind kind, int capacity) {
    return sweep.simulate(List.of(TRACE), kind, Capacity.entries(capacity), 0);
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void neverHoldsMoreThanItsCapacity(PolicyKind kind) {
    for (int capacity : CAPACITIES) {
      EvictionPolicy policy = kind.create(Capacity.entries(capacity), TRACE, 0);
      for (int i = 0; i < TRACE.length(); i++) {
        policy.request(TRACE.key(i));
        assertThat(policy.used()).isLessThanOrEqualTo(capacity);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void countsEveryRequestOnceAndEveryEvictionAsAMiss(PolicyKind kind) {
    for (int capacity : CAPACITIES) {
      SimulationResult result = simulate(kind, capacity);

      assertThat(result.requests()).isEqualTo(TRACE.length());
      assertThat(result.hits() + result.misses()).isEqualTo(result.requests());
      assertThat(result.evictions()).isBetween(0L, result.misses());
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void missesEachKeyOnceWhenEverythingFits(PolicyKind kind) {
    SimulationResult result = simulate(kind, 1_000);

    assertThat(result.misses()).isEqualTo(TRACE.distinct());
    assertThat(result.evictions()).isZero();
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void neverBeatsTheClairvoyantThatMayRefuse(PolicyKind kind) {
    for (int capacity : CAPACITIES) {
      assertThat(simulate(kind, capacity).hits())
          .isLessThanOrEqualTo(simulate(PolicyKind.OPT_BYPASS, capacity).hits());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"LRU", "FIFO", "CLOCK", "SIEVE", "S3_FIFO", "LFU", "ARC"})
  void whatLoadsEveryMissNeverBeatsTheClairvoyantThatDoesSoToo(PolicyKind kind) {
    for (int capacity : CAPACITIES) {
      assertThat(simulate(kind, capacity).hits())
          .isLessThanOrEqualTo(simulate(PolicyKind.OPT, capacity).hits());
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void refusesACapacityOfNothing(PolicyKind kind) {
    assertThatThrownBy(() -> kind.create(Capacity.entries(0), TRACE, 0))
        .hasMessage("capacity must be at least 1, but was 0");
  }
}
