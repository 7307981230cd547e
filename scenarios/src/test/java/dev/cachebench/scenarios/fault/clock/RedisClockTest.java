package dev.cachebench.scenarios.fault.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisClockTest {

  @Test
  void countsWhatIsGoneAndWhatWasWrittenAgain() {
    Map<String, Long> before = Map.of("old", 2_000L, "young", 9_000L, "renewed", 1_000L);
    Map<String, Long> after = Map.of("young", 3_990L, "renewed", 10_000L);

    assertThat(RedisClock.census(before, after, 5_000)).isEqualTo(new RedisClock.Census(3, 2));
  }

  @Test
  void countsOnlyWhatHasATimeToLive() {
    assertThat(RedisClock.census(Map.of("for ever", -1L, "over", 0L), Map.of(), 5_000))
        .isEqualTo(new RedisClock.Census(0, 0));
  }

  @Test
  void nothingExpiresWhenTheClockIsSetBack() {
    assertThat(RedisClock.census(Map.of("a", 2_000L), Map.of("a", 6_990L), -5_000))
        .isEqualTo(new RedisClock.Census(1, 0));
  }
}
