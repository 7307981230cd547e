package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.refresh.EarlyExpiry;
import dev.cachebench.engine.refresh.Refresher;
import dev.cachebench.engine.testing.ManualScheduler;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * XFetch against its theory, on the whole cache: Poisson reads of one key at the rate lambda, loads
 * that take delta, virtual time, fixed seeds.
 *
 * <p>With A = lambda beta delta: loads per cycle without a single flight are geometric with mean
 * e^(1/beta), the first of them starts beta delta (ln A + gamma) before the expiry on average
 * (Gumbel). Bounds are 3 standard errors. The module's README states the figures.
 */
@Timeout(60)
class EarlyExpiryDistributionTest {

  private static final double EULER_GAMMA = 0.5772156649;
  private static final double BILLION = 1e9;
  private static final int CYCLES = 2_000;

  /** What came of it, one entry for each cycle, a cycle ending as its first load fills L1. */
  private record Measured(double loadsPerCycle, double[] leadSeconds, long misses) {

    double meanLead() {
      return Arrays.stream(leadSeconds).average().orElseThrow();
    }

    double leadError() {
      double mean = meanLead();
      double squares = Arrays.stream(leadSeconds).map(lead -> (lead - mean) * (lead - mean)).sum();
      return Math.sqrt(squares / (leadSeconds.length - 1) / leadSeconds.length);
    }
  }

  /** One key under load. */
  private static final class Run {

    private final SplittableRandom random = new SplittableRandom(7);
    private final ManualTicker ticker = new ManualTicker();
    private final ManualScheduler timer = new ManualScheduler(ticker);
    private final double ratePerSecond;
    private final Duration delta;
    private final Duration ttl;
    private final double minFresh;
    private final double[] leads;
    private final TieredCache<String, String> cache;
    private long bornNanos;
    private long loads;
    private int cycle = -1;
    private boolean isFirstOfCycle = true;

    Run(double ratePerSecond, Duration delta, Duration ttl, EarlyExpiry config, boolean flight) {
      this.ratePerSecond = ratePerSecond;
      this.delta = delta;
      this.ttl = ttl;
      this.minFresh = config.minFresh();
      this.leads = new double[CYCLES];
      this.cache =
          TieredCache.<String, String>builder()
              .asyncLoader(key -> load())
              .executor(Runnable::run)
              .ticker(ticker)
              .scheduler(timer)
              .random(random)
              .jitter(0)
              .coalescing(flight)
              .earlyExpiry(config)
              .l1(new MemoryTierConfig(10, ttl, EvictionPolicy.LRU))
              .build();
    }

    private CompletableFuture<String> load() {
      long startNanos = ticker.nanos();
      int ofCycle = cycle;
      if (cycle >= 0) {
        loads++;
        if (isFirstOfCycle) {
          leads[cycle] = (bornNanos + ttl.toNanos() - startNanos) / BILLION;
          isFirstOfCycle = false;
        }
      }
      CompletableFuture<String> answer = new CompletableFuture<>();
      timer.after(
          delta.toNanos(),
          () -> {
            answer.complete("v");
            if (ofCycle == cycle) {
              cycle++;
              isFirstOfCycle = true;
            }
            bornNanos = startNanos;
          });
      return answer;
    }

    /** Hits within the minimum fresh share draw nothing, and Poisson's process has no memory. */
    private void skipWhatNobodyDecidesIn() {
      long freshUntilNanos = bornNanos + (long) (ttl.toNanos() * minFresh);
      if (isFirstOfCycle && ticker.nanos() - freshUntilNanos < 0) {
        timer.advance(Duration.ofNanos(freshUntilNanos - ticker.nanos()));
      }
    }

    Measured measure() {
      cache.getAsync("k");
      timer.advance(delta);
      while (cycle < CYCLES) {
        skipWhatNobodyDecidesIn();
        double gapSeconds = -Math.log(1 - random.nextDouble()) / ratePerSecond;
        timer.advance(Duration.ofNanos((long) (gapSeconds * BILLION)));
        if (cycle < CYCLES) {
          cache.getAsync("k");
        }
      }
      CacheStats stats = cache.stats();
      cache.close();
      return new Measured((double) loads / CYCLES, leads, stats.lookups() - stats.hitsL1());
    }
  }

  private static Measured measure(
      double rate, double deltaSeconds, double ttlSeconds, EarlyExpiry config, boolean flight) {
    Duration delta = Duration.ofNanos((long) (deltaSeconds * BILLION));
    Duration ttl = Duration.ofNanos((long) (ttlSeconds * BILLION));
    return new Run(rate, delta, ttl, config, flight).measure();
  }

  private static EarlyExpiry beta(double beta) {
    return new EarlyExpiry(beta, 0.5, Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1000", "1, 1000", "2, 1000"})
  void withoutASingleFlightALifeCostsEToTheOneOverBetaLoads(double beta, double rate) {
    Measured measured = measure(rate, 0.1, 4, beta(beta), false);

    double p = Math.exp(-1 / beta);
    double error = Math.sqrt(1 - p) / p / Math.sqrt(CYCLES);
    assertThat(measured.loadsPerCycle()).isCloseTo(Math.exp(1 / beta), within(3 * error));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1000", "1, 1000", "2, 1000"})
  void withASingleFlightALifeCostsOneLoad(double beta, double rate) {
    Measured measured = measure(rate, 0.1, 4, beta(beta), true);

    assertThat(measured.loadsPerCycle()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1000", "1, 1000", "2, 1000"})
  void theFirstLoadStartsAsEarlyAsGumbelsLawSays(double beta, double rate) {
    Measured measured = measure(rate, 0.1, 4, beta(beta), true);

    double scale = beta * 0.1;
    double law = scale * (Math.log(rate * scale) + EULER_GAMMA);
    assertThat(measured.meanLead()).isCloseTo(law, within(3 * measured.leadError()));
  }

  /** Kolmogorov and Smirnov's distance from exp(-A e^(-x / (beta delta))), at the level of 1 %. */
  @Test
  void theFirstLoadsAreDistributedAsGumbelsLawSays() {
    double[] leads = measure(1_000, 0.1, 4, beta(1), true).leadSeconds();
    Arrays.sort(leads);
    double distance = 0;
    for (int i = 0; i < leads.length; i++) {
      double law = Math.exp(-100 * Math.exp(-leads[i] / 0.1));
      distance = Math.max(distance, Math.abs((i + 0.5) / leads.length - law));
    }

    assertThat(distance * Math.sqrt(leads.length)).isLessThan(1.63);
  }

  @Test
  void nobodyWaitsAfterTheFirstLoad() {
    assertThat(measure(1_000, 0.1, 4, beta(1), true).misses()).isEqualTo(1);
  }

  /** Unguarded, each life of 5 s would end after a fraction of a second, with 14 loads. */
  @Test
  void theGuardsKeepALoadOfASecondFromEatingUpALifeOfFive() {
    Measured measured = measure(1_000, 1, 5, EarlyExpiry.defaults(), true);

    assertThat(measured.loadsPerCycle()).isEqualTo(1);
    assertThat(Arrays.stream(measured.leadSeconds()).max().orElseThrow()).isLessThanOrEqualTo(2.5);
  }

  @Test
  void theCheckSeesWhatTheMinimumFreshShareIsWorth() {
    EarlyExpiry unguarded = new EarlyExpiry(1, 0, Duration.ofSeconds(5));

    assertThat(measure(1_000, 1, 5, unguarded, true).meanLead()).isGreaterThan(3.5);
  }

  @Test
  void aHitLoadsWithTheProbabilityOfItsDistanceFromTheEnd() {
    Refresher refresher = new Refresher(new EarlyExpiry(1, 0, Duration.ofSeconds(5)), null, 42);
    long deltaNanos = 100_000_000;
    int draws = 100_000;
    for (double distance : new double[] {0.5, 1, 2, 4}) {
      long leftNanos = (long) (distance * deltaNanos);
      int due = 0;
      for (int i = 0; i < draws; i++) {
        due += refresher.isDue(0, -1, leftNanos, deltaNanos) ? 1 : 0;
      }
      double p = Math.exp(-distance);
      assertThat((double) due / draws).isCloseTo(p, within(3 * Math.sqrt(p * (1 - p) / draws)));
    }
  }

  @Test
  void aLongLoadCountsAsTheLongestThatIsReckonedWith() {
    Refresher capped = new Refresher(new EarlyExpiry(1, 0, Duration.ofMillis(1)), null, 42);

    for (int i = 0; i < 10_000; i++) {
      assertThat(capped.isDue(0, -1, 1_000_000_000, 60_000_000_000L)).isFalse();
    }
  }
}
