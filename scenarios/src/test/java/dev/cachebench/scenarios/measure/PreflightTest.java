package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PreflightTest {

  private static final long MILLI = 1_000_000;

  /** A clock on which reading takes a while, and waiting takes longer than it should. */
  private record Slow(AtomicLong now, long reading, long late) implements LoadClock {

    static Slow of(long reading, long late) {
      return new Slow(new AtomicLong(), reading, late);
    }

    @Override
    public long nanos() {
      return now.addAndGet(reading);
    }

    @Override
    public void parkUntil(long nanos) {
      now.updateAndGet(time -> Math.max(time, nanos + late));
    }
  }

  private static Preflight.Result run(LoadModel load, LoadClock clock) {
    Scenario scenario =
        LoadScenarios.scenario()
            .load(load)
            .phase("slow", Duration.ofSeconds(1))
            .load(load)
            .phase("fast", Duration.ofSeconds(1))
            .build();
    return new Preflight(scenario, clock, clock::nanos).run();
  }

  private static LoadModel.Open open(double rate) {
    return LoadScenarios.open(rate, Arrivals.POISSON);
  }

  @Test
  void aRateThatStartsInTimeIsSustained() {
    Preflight.Result found = run(open(500), Slow.of(10, 0));

    assertThat(found.rate()).isEqualTo(500);
    assertThat(found.sustainedRate()).isEqualTo(500);
    assertThat(found.lagP99Nanos()).isLessThan(1000);
    assertThat(found.response().getTotalCount()).isCloseTo(200, within(60L));
  }

  @Test
  void costIsTheProcessorTimeOfOneRequest() {
    assertThat(run(open(500), Slow.of(100, 0)).costNanos()).isBetween(100.0, 1000.0);
  }

  @Test
  void aMachineThatWakesLateSustainsNothing() {
    Preflight.Result found = run(open(500), Slow.of(10, 3 * MILLI));

    assertThat(found.sustainedRate()).isZero();
    assertThat(found.lagP99Nanos()).isGreaterThan(3 * MILLI);
  }

  @Test
  void oneStallOfTheMachineDecidesNothing() {
    Slow quiet = Slow.of(10, 0);
    LoadClock stalling =
        new LoadClock() {
          private boolean stalled;

          @Override
          public long nanos() {
            return quiet.nanos();
          }

          @Override
          public void parkUntil(long nanos) {
            boolean stalls = !stalled && nanos > 200 * MILLI;
            stalled |= stalls;
            quiet.parkUntil(stalls ? nanos + 30 * MILLI : nanos);
          }
        };

    Preflight.Result found = run(open(500), stalling);

    assertThat(found.sustainedRate()).isEqualTo(500);
    assertThat(found.lagP99Nanos()).isLessThan(1000);
  }

  @Test
  void findsALowerRateThatStartsInTime() {
    // Each request takes the generator about 200 µs, so that 5,000 a second is too much.
    Preflight.Result found = run(open(8000), Slow.of(60_000, 0));

    assertThat(found.sustainedRate()).isIn(1000.0, 2000.0, 4000.0);
  }

  @Test
  void aClosedLoadHasACostButNoRate() {
    Preflight.Result found = run(new LoadModel.Closed(8, Duration.ZERO), Slow.of(10, 0));

    assertThat(found.rate()).isZero();
    assertThat(found.costNanos()).isPositive();
    assertThat(found.response().getTotalCount()).isPositive();
  }
}
