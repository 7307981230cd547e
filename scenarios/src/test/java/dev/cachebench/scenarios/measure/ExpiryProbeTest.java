package dev.cachebench.scenarios.measure;

import static dev.cachebench.scenarios.measure.VirtualRun.MILLI;
import static dev.cachebench.scenarios.measure.VirtualRun.SECOND;
import static dev.cachebench.scenarios.measure.VirtualRun.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiryProbeTest {

  private static final int EXPIRIES = 200;
  private static final double LAMBDA = 500;
  private static final double LOAD_SECONDS = 0.02;

  /** An uncoalesced cache-aside: 1 + λL loads of the hot key follow each expiry. */
  private static VirtualRun run() {
    return run(EXPIRIES);
  }

  private static VirtualRun run(int phaseSeconds) {
    Set<String> cached = new HashSet<>();
    VirtualRun run =
        new VirtualRun(
            LoadScenarios.scenario()
                .nodes(4)
                .keys(10, new KeyDistribution.HotSet(1, 0.5))
                .load(LoadScenarios.open(2 * LAMBDA, Arrivals.POISSON))
                .phase("steady", Duration.ofSeconds(phaseSeconds))
                .phase("after", Duration.ofSeconds(2))
                .build(),
            Duration.ofSeconds(1),
            self ->
                (node, key) ->
                    cached.contains(key)
                        ? self.now(Outcome.L1, key)
                        : self.origin
                            .load(key)
                            .thenApply(
                                value -> {
                                  cached.add(key);
                                  return new Answer(Outcome.ORIGIN, value, false);
                                }));
    for (int i = 0; i < phaseSeconds; i++) {
      long nanos = START + i * SECOND + 100 * MILLI;
      run.clock.at(
          nanos,
          () -> {
            run.probe.expired(nanos);
            cached.clear();
          });
    }
    // Nobody tells the probe of this one.
    run.clock.at(START + phaseSeconds * SECOND + SECOND / 2, cached::clear);
    return run.run();
  }

  @Test
  void countsTheLoadsThatTheoryPredicts() {
    List<RunEvent> expiries = run().sink.events("expiry");

    assertThat(expiries).hasSize(EXPIRIES);
    double mean =
        expiries.stream().mapToLong(e -> (long) e.details().get("loads")).average().orElseThrow();
    double standardError = Math.sqrt(LAMBDA * LOAD_SECONDS / EXPIRIES);
    assertThat(mean).isCloseTo(1 + LAMBDA * LOAD_SECONDS, within(3 * standardError));
  }

  @Test
  void countsNoLoadOfALaterPhase() {
    List<RunEvent> expiries = run(1).sink.events("expiry");

    assertThat(expiries).hasSize(1);
    assertThat((long) expiries.get(0).details().get("loads")).isBetween(1L, 30L);
  }

  @Test
  void describesEachExpiry() {
    RunEvent expiry = run().sink.events("expiry").get(0);

    assertThat(expiry.t()).isEqualTo(3.1);
    assertThat(expiry.phase()).isEqualTo("steady");
    assertThat(expiry.details())
        .containsOnlyKeys(
            "key",
            "gets",
            "loads",
            "load-nanos",
            "lambda",
            "nodes",
            "total-loads",
            "keys",
            "concurrent-loads-per-key")
        .containsEntry("key", "k0")
        .containsEntry("load-nanos", 20 * MILLI)
        .containsEntry("lambda", LAMBDA)
        .containsEntry("nodes", 4)
        .containsEntry("keys", 10);
    assertThat((long) expiry.details().get("gets"))
        .isGreaterThanOrEqualTo((long) expiry.details().get("loads"));
    assertThat((long) expiry.details().get("total-loads"))
        .isGreaterThan((long) expiry.details().get("loads"));
  }
}
