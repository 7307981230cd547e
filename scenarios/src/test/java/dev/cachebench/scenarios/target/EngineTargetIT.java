package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.CacheConfig;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class EngineTargetIT extends CacheTargetContract {

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new EngineTarget(cache, environment);
  }

  /** Lives of 60 s, half of which jitter may take off. */
  @Test
  void givesNewEntriesTheLivesThatWritesWouldGiveThem() throws Exception {
    CacheConfig plain = config();
    CacheConfig jittered =
        new CacheConfig(
            plain.l1(), plain.l2(), 0.5, plain.coalescing(), plain.fence(), plain.checksum());
    try (CacheTarget spread = create(jittered, environment())) {
      for (int i = 0; i < 100; i++) {
        result(spread.preload("k" + i, new byte[1], CacheTarget.PreloadTiers.L2, 0));
      }
      Collection<Long> lives = livesMillis();

      assertThat(lives).hasSize(100).allMatch(millis -> millis > 25_000 && millis <= 60_000);
      assertThat(lives).anyMatch(millis -> millis < 35_000).anyMatch(millis -> millis > 50_000);
    }
  }
}
