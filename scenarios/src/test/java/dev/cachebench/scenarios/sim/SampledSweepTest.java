package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Sampling;
import dev.cachebench.scenarios.trace.Trace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Miniature simulations against whole ones. */
final class SampledSweepTest {

  private static final KeysConfig KEYS = new KeysConfig(50_000, new KeyDistribution.Zipfian(0.9));
  private static final Capacity CAPACITY = Capacity.entries(5_000);
  private static final int REQUESTS = 1_000_000;

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"LRU", "FIFO", "SIEVE", "S3_FIFO", "ARC"})
  void isCloseToTheWholeTraceAndSaysHowClose(PolicyKind kind) {
    Sweep sweep = new Sweep(1, () -> 0);
    List<Trace> samples = GeneratedTrace.of("z", KEYS, 42, REQUESTS, Sampling.of(0.05));
    Trace whole = GeneratedTrace.of("z", KEYS, 42, REQUESTS);

    SimulationResult estimate = sweep.simulate(samples, kind, CAPACITY, 100_000);
    SimulationResult exact = sweep.simulate(List.of(whole), kind, CAPACITY, 100_000);

    assertThat(estimate.requests()).isEqualTo(exact.requests());
    assertThat(estimate.hitRatio()).isCloseTo(exact.hitRatio(), within(0.02));
    assertThat(estimate.spread()).isNotNull();
    assertThat(estimate.spread().runs()).isEqualTo(5);
    assertThat(exact.hitRatio())
        .isBetween(estimate.spread().low() - 0.01, estimate.spread().high() + 0.01);
    assertThat(exact.spread()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"W_TINYLFU"})
  void whatDrawsIsRunThreeTimes(PolicyKind kind) {
    Trace whole = GeneratedTrace.of("z", KEYS, 42, 100_000);

    SimulationResult result = new Sweep(1, () -> 0).simulate(List.of(whole), kind, CAPACITY, 0);

    assertThat(result.spread()).isNotNull();
    assertThat(result.spread().kind()).isEqualTo(Spread.Kind.RANGE);
    assertThat(result.spread().runs()).isEqualTo(3);
    assertThat(result.hitRatio()).isBetween(result.spread().low(), result.spread().high());
  }
}
