package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.trace.Trace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy keeps that can count bytes. */
final class SizedPolicyContractTest {

  private static final long[] CAPACITIES = {1, 50, 300, 1_000, 5_000, 1_000_000};
  private static final Trace TRACE = trace();

  private static Trace trace() {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder rows = new StringBuilder("key,size\n");
    for (int i = 0; i < 20_000; i++) {
      int key = (int) (200 * Math.pow(random.nextDouble(), 3));
      rows.append(key).append(',').append(1 + key * 37 % 120).append('\n');
    }
    return Traces.csv(rows.toString(), "size");
  }

  static Stream<PolicyKind> weighing() {
    return Stream.of(PolicyKind.values()).filter(PolicyKind::canWeigh);
  }

  private static long sizeOfAllKeys() {
    return IntStream.range(0, TRACE.distinct()).mapToLong(TRACE.requireSizes()::of).sum();
  }

  @ParameterizedTest
  @MethodSource("weighing")
  void neverHoldsMoreThanItsCapacity(PolicyKind kind) {
    for (long capacity : CAPACITIES) {
      EvictionPolicy policy = kind.create(Capacity.bytes(capacity), TRACE, 0);
      for (int i = 0; i < TRACE.length(); i++) {
        policy.request(TRACE.key(i));
        assertThat(policy.used()).isLessThanOrEqualTo(capacity);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("weighing")
  void holdsExactlyWhatItHits(PolicyKind kind) {
    EvictionPolicy policy = kind.create(Capacity.bytes(1_000_000), TRACE, 0);
    for (int i = 0; i < TRACE.length(); i++) {
      policy.request(TRACE.key(i));
    }

    assertThat(policy.used()).isEqualTo(sizeOfAllKeys());
    assertThat(policy.evictions()).isZero();
  }

  @ParameterizedTest
  @MethodSource("weighing")
  void keepsNothingThatIsLargerThanAllOfIt(PolicyKind kind) {
    Trace large = Traces.csv("key,size\na,100\nb,10\na,100\nb,10\n", "size");
    EvictionPolicy policy = kind.create(Capacity.bytes(99), large, 0);

    assertThat(policy.request(0)).isFalse();
    assertThat(policy.request(1)).isFalse();
    assertThat(policy.request(0)).isFalse();
    assertThat(policy.request(1)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("weighing")
  void doesWithSizesOfOneWhatItDoesWithoutSizes(PolicyKind kind) {
    Trace ones = Traces.csv("key,size\n" + "a,1\nb,1\na,1\nc,1\nd,1\nb,1\na,1\n".repeat(9), "size");
    if (!kind.isRandom()) {
      for (int capacity = 1; capacity < 5; capacity++) {
        Sweep sweep = new Sweep(1, () -> 0);
        SimulationResult bytes = sweep.simulate(List.of(ones), kind, Capacity.bytes(capacity), 0);
        SimulationResult entries =
            sweep.simulate(List.of(ones), kind, Capacity.entries(capacity), 0);

        assertThat(bytes.hits()).isEqualTo(entries.hits());
        assertThat(bytes.evictions()).isEqualTo(entries.evictions());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("weighing")
  void countsBytes(PolicyKind kind) {
    SimulationResult result =
        new Sweep(1, () -> 0).simulate(List.of(TRACE), kind, Capacity.bytes(1_000_000), 0);

    assertThat(result.bytes()).isNotNull();
    assertThat(result.bytes().requested() - result.bytes().hit()).isEqualTo(sizeOfAllKeys());
  }

  @Test
  void whatIsNotDefinedForSizesIsRefused() {
    assertThatThrownBy(() -> PolicyKind.ARC.create(Capacity.bytes(9), TRACE, 0))
        .hasMessage("arc is defined for entries of one size only");
  }
}
