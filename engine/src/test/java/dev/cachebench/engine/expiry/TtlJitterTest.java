package dev.cachebench.engine.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TtlJitterTest {

  @Property
  void takesOffAtMostItsShareAndNeverLengthens(
      @ForAll @DoubleRange(min = 0, max = 0.99) double share,
      @ForAll @LongRange(min = 1, max = 1L << 60) long ttlNanos,
      @ForAll long seed) {
    long life = new TtlJitter(share, new SplittableRandom(seed)).life(ttlNanos);

    assertThat(life).isBetween(1L, ttlNanos);
    assertThat((double) life).isGreaterThanOrEqualTo(ttlNanos * (1 - share) * (1 - 1e-9) - 1);
  }

  @Test
  void spreadsLivesEvenlyOverItsShare() {
    TtlJitter jitter = new TtlJitter(0.2, new SplittableRandom(1));
    long[] lives = LongStream.range(0, 100_000).map(i -> jitter.life(1_000_000)).toArray();

    for (int tenth = 0; tenth < 10; tenth++) {
      long from = 800_000 + tenth * 20_000L;
      long count = LongStream.of(lives).filter(x -> x > from && x <= from + 20_000).count();
      assertThat(count).isBetween(9_600L, 10_400L);
    }
  }

  @Test
  void givesTheSameLivesForTheSameSeed() {
    TtlJitter one = new TtlJitter(0.5, new SplittableRandom(3));
    TtlJitter other = new TtlJitter(0.5, new SplittableRandom(3));

    for (int i = 0; i < 100; i++) {
      assertThat(one.life(1_000_000)).isEqualTo(other.life(1_000_000));
    }
  }

  @Test
  void drawsNothingWhenOff() {
    RandomGenerator never =
        () -> {
          throw new AssertionError("jitter is off");
        };

    assertThat(new TtlJitter(0, never).life(77)).isEqualTo(77);
  }

  @Test
  void refusesAShareOutOfRange() {
    assertThatThrownBy(() -> new TtlJitter(1, new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jitter must be 0 to below 1, but was 1.0");
    assertThatThrownBy(() -> new TtlJitter(Double.NaN, new SplittableRandom(1)))
        .hasMessage("jitter must be 0 to below 1, but was NaN");
  }
}
