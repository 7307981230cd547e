package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hit ratios on the LIRS traces that Caffeine's simulator ships, to the digits at which other
 * simulators publish them.
 */
final class PublishedTracesGoldenTest {

  private static final Map<String, Trace> TRACES = new TreeMap<>();

  private final Sweep sweep = new Sweep(1, () -> 0);

  private SimulationResult simulate(String trace, String policy, int capacity) {
    return sweep.simulate(
        List.of(TRACES.computeIfAbsent(trace, Traces::published)),
        PolicyKind.of(policy).orElseThrow(),
        Capacity.entries(capacity),
        0);
  }

  @ParameterizedTest
  @CsvSource({
    "gli,    lru,   500, .0095",
    "gli,    lru,   1000, .1121",
    "gli,    lru,   2000, .5741",
    "gli,    fifo,  500, .0095",
    "gli,    fifo,  1000, .1114",
    "gli,    fifo,  2000, .4790",
    "gli,    clock, 500, .0118",
    "gli,    clock, 1000, .1131",
    "gli,    clock, 2000, .5741",
    "gli,    sieve, 500, .0138",
    "gli,    sieve, 1000, .3134",
    "gli,    sieve, 2000, .5741",
    "gli,    opt,   500, .3426",
    "gli,    opt,   1000, .5313",
    "gli,    opt,   2000, .5796",
    "multi1, lru,  1000, .4823",
    "multi1, fifo,  1000, .4479",
    "multi1, clock, 1000, .4858",
    "multi1, sieve, 1000, .4974",
    "multi1, opt,  1000, .7140",
    "gli,    arc,   500, .0138",
    "gli,    arc,   1000, .2131",
    "multi1, arc,  1000, .4975",
  })
  void hitRatiosAreThePublishedOnes(String trace, String policy, int capacity, String expected) {
    double ratio = simulate(trace, policy, capacity).hitRatio();

    assertThat(String.format(Locale.ROOT, "%.4f", ratio).substring(1)).isEqualTo(expected);
  }

  @Test
  void aLoopIsAllOrNothingForLru() {
    assertThat(simulate("loop", "lru", 1010).hits()).isZero();
    assertThat(simulate("loop", "lru", 1011).hits()).isEqualTo(504_489);
  }

  @ParameterizedTest
  @CsvSource({"gli, 500", "gli, 1000", "multi1, 1000"})
  void caffeineLiesBetweenChanceAndClairvoyance(String trace, int capacity) {
    long hits = simulate(trace, "w-tinylfu", capacity).hits();

    assertThat(hits)
        .as(all(trace, capacity))
        .isGreaterThan(simulate(trace, "fifo", capacity).hits())
        .isLessThanOrEqualTo(simulate(trace, "opt-bypass", capacity).hits());
  }

  private String all(String trace, int capacity) {
    return PolicyKind.words().stream()
        .map(word -> word + " " + simulate(trace, word, capacity).hitRatio())
        .collect(Collectors.joining(", "));
  }
}
