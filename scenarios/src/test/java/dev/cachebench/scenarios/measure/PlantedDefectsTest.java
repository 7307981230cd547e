package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Targets and a generator that are broken on purpose: each defect must be found, with a witness.
 */
class PlantedDefectsTest {

  private static final Duration DRAIN = Duration.ofSeconds(1);

  /** Of 20 keys, with one write in ten; stale beyond 1 s breaks the target's promise. */
  private static Scenario scenario() {
    return LoadScenarios.scenario()
        .keys(20, new KeyDistribution.Uniform())
        .operations(90, 0, 10, 0)
        .phase("steady", Duration.ofSeconds(20))
        .build();
  }

  private static VirtualRun run(Function<VirtualRun, FakeTarget.Gets> gets) {
    return new VirtualRun(scenario(), DRAIN, gets).run();
  }

  @Test
  void aSoundTargetHasNoFindings() {
    VirtualRun run = run(self -> (node, key) -> self.now(Outcome.L1, key));

    assertThat(run.sink.violations()).isEmpty();
    assertThat(run.sink.count("steady", "wrong-values")).isZero();
    assertThat(run.sink.count("steady", "stale-reads-beyond-bound")).isZero();
    assertThat(scheduled(run)).isEqualTo(run.sink.count("steady", "offered")).isEqualTo(2000);
  }

  @Test
  void anotherKeysValueIsWrong() {
    VirtualRun run =
        run(
            self ->
                (node, key) ->
                    self.now(Outcome.L1, key.equals("k7") && isLater(self) ? "k8" : key));

    assertThat(run.sink.count("steady", "wrong-values")).isPositive();
    assertThat(run.sink.violations())
        .allSatisfy(
            violation -> {
              assertThat(violation.kind()).isEqualTo("wrong-key");
              assertThat(violation.key()).isEqualTo("k7");
              assertThat(violation.message()).matches("asked for k7, got version \\d+ of k8");
            })
        .isNotEmpty();
  }

  @Test
  void aValueFromBeyondTheBoundIsFound() {
    Map<String, CompletableFuture<Answer>> kept = new HashMap<>();
    VirtualRun run =
        run(
            self ->
                (node, key) ->
                    key.equals("k3")
                        ? kept.computeIfAbsent(key, k -> self.now(Outcome.L1, k))
                        : self.now(Outcome.L1, key));

    assertThat(run.sink.count("steady", "stale-reads-beyond-bound")).isPositive();
    assertThat(run.sink.violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.kind()).isEqualTo("stale-beyond-bound");
              assertThat(violation.key()).isEqualTo("k3");
            });
  }

  /** A cache that drops one invalidation serves the old value until something else removes it. */
  @Test
  void aLostInvalidationIsFound() {
    Map<String, CompletableFuture<Answer>> cache = new HashMap<>();
    VirtualRun run =
        run(
            self -> {
              self.onInvalidate(
                  key -> {
                    if (!key.equals("k5")) {
                      cache.remove(key);
                    }
                  });
              return (node, key) -> cache.computeIfAbsent(key, k -> self.now(Outcome.L1, k));
            });

    assertThat(run.sink.violations())
        .isNotEmpty()
        .allSatisfy(violation -> assertThat(violation.key()).isEqualTo("k5"));
  }

  @Test
  void aGeneratorThatSkipsSlotsOffersFewerThanTheScheduleHas() {
    VirtualRun run =
        run(
            self ->
                (node, key) -> {
                  if (key.equals("k9") && isLater(self)) {
                    self.driver.source().take(new Slot(), 0, Long.MAX_VALUE);
                  }
                  return self.now(Outcome.L1, key);
                });

    assertThat(scheduled(run)).isEqualTo(2000);
    assertThat(run.sink.count("steady", "offered")).isBetween(1800L, 1999L);
  }

  private static boolean isLater(VirtualRun run) {
    return run.clock.nanos() > VirtualRun.START + 10 * VirtualRun.SECOND;
  }

  private static long scheduled(VirtualRun run) {
    return ((Number) run.sink.events("arm-end").get(0).details().get("scheduled")).longValue();
  }
}
