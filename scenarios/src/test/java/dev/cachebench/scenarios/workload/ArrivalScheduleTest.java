package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

  @Property(tries = 100)
  void neverGoesBack(
      @ForAll @DoubleRange(min = 0.1, max = 1e6) double perSecond,
      @ForAll Arrivals arrivals,
      @ForAll long seed) {
    ArrivalSchedule schedule = schedule(perSecond, arrivals, seed);

    long last = 0;
    for (int i = 0; i < 1000; i++) {
      long next = schedule.nextNanos();
      assertThat(next).isGreaterThanOrEqualTo(last);
      last = next;
    }
  }

  @Test
  void constantArrivalsDoNotDrift() {
    ArrivalSchedule schedule = schedule(3, Arrivals.CONSTANT, 1);

    long last = 0;
    for (int i = 0; i <= 3_000_000; i++) {
      last = schedule.nextNanos();
    }

    assertThat(last).isEqualTo(1_000_000 * 1_000_000_000L);
  }

  /** Kolmogorov-Smirnov against the exponential distribution, refused below p = 0.001. */
  @Test
  void poissonGapsAreExponential() {
    int gaps = 100_000;
    double[] seconds = gaps(schedule(1000, Arrivals.POISSON, 3), gaps);

    assertThat(distance(seconds, 1000)).isLessThan(1.95 / Math.sqrt(gaps));
    assertThat(distance(seconds, 1020)).isGreaterThan(1.95 / Math.sqrt(gaps));
  }

  private static double[] gaps(ArrivalSchedule schedule, int count) {
    double[] seconds = new double[count];
    long last = 0;
    for (int i = 0; i < count; i++) {
      long next = schedule.nextNanos();
      seconds[i] = (next - last) / 1e9;
      last = next;
    }
    return seconds;
  }

  private static double distance(double[] values, double rate) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = 1 - Math.exp(-rate * sorted[i]);
      largest = Math.max(largest, Math.abs((i + 0.5) / sorted.length - expected));
    }
    return largest;
  }

  private static ArrivalSchedule schedule(double perSecond, Arrivals arrivals, long seed) {
    return ArrivalSchedule.of(
        LoadScenarios.open(perSecond, arrivals), new SeedFan(seed).random(SeedFan.Stream.ARRIVALS));
  }
}
