package dev.cachebench.engine.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifetimesTest {

  /** Far on, so that a sign that is wrong shows. */
  private static final long NOW = 1_000_000;

  private static final RandomGenerator NEVER =
      () -> {
        throw new AssertionError("there is no jitter");
      };

  private static Lifetimes lifetimes(@Nullable Integer l1, @Nullable Integer l2) {
    return new Lifetimes(nanos(l1), nanos(l2), new TtlJitter(0, NEVER));
  }

  private static @Nullable Duration nanos(@Nullable Integer nanos) {
    return nanos == null ? null : Duration.ofNanos(nanos);
  }

  @Test
  void aValueLivesAsLongAsItsLastTierLetsIt() {
    assertThat(lifetimes(10, 60).deadline(NOW, 1_000)).isEqualTo(NOW + 60);
    assertThat(lifetimes(10, null).deadline(NOW, 1_000)).isEqualTo(NOW + 10);
    assertThat(lifetimes(null, 60).deadline(NOW, 1_000)).isEqualTo(NOW + 60);
    assertThat(lifetimes(null, null).deadline(NOW, 1_000)).isEqualTo(NOW);
  }

  @Test
  void aLifeOfItsOwnShortensItOnly() {
    assertThat(lifetimes(10, 60).deadline(NOW, 59)).isEqualTo(NOW + 59);
    assertThat(lifetimes(10, 60).deadline(NOW, 61)).isEqualTo(NOW + 60);
  }

  @Test
  void aCopyEndsWithItsTierOrWithTheValue() {
    Lifetimes both = lifetimes(10, 60);

    assertThat(both.copyDeadline(NOW, NOW + 60)).isEqualTo(NOW + 10);
    assertThat(both.copyDeadline(NOW, NOW + 9)).isEqualTo(NOW + 9);
    assertThat(lifetimes(10, null).copyDeadline(NOW, NOW + 60)).isEqualTo(NOW + 60);
    assertThat(lifetimes(null, 60).copyDeadline(NOW, NOW + 59)).isEqualTo(NOW + 59);
  }

  @Test
  void plainDeadlinesCountFromTheBirth() {
    assertThat(lifetimes(10, 60).plainDeadline(NOW)).isEqualTo(NOW + 60);
    assertThat(lifetimes(10, null).plainDeadline(NOW)).isEqualTo(NOW + 10);
  }

  @Test
  void aCopyOfAnOldValueIsAsOldAsWhatRemainsOfItsAge() {
    Lifetimes both = lifetimes(10, 60);

    assertThat(both.plainCopyDeadline(NOW, 0)).isEqualTo(NOW + 10);
    assertThat(both.plainCopyDeadline(NOW, 23)).isEqualTo(NOW + 7);
    assertThat(both.plainCopyDeadline(NOW, 58)).as("the value ends first").isEqualTo(NOW + 2);
    assertThat(both.plainCopyDeadline(NOW, 51)).isEqualTo(NOW + 9);
    assertThat(lifetimes(10, 55).plainCopyDeadline(NOW, 51)).isEqualTo(NOW + 4);
    assertThat(lifetimes(10, null).plainCopyDeadline(NOW, 3)).isEqualTo(NOW + 7);
    assertThat(lifetimes(null, 60).plainCopyDeadline(NOW, 3)).isEqualTo(NOW + 57);
  }
}
