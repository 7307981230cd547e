package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int HITS = 200_000;

  @Test
  void aBlockingHitInL1AllocatesNothing() {
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(key -> "v").build()) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      hit(cache);
      hit(cache);
      long leastBytes = Long.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        hit(cache);
        leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
      }

      assertThat(leastBytes / (double) HITS).isLessThan(0.01);
    }
  }

  private static void hit(TieredCache<String, String> cache) {
    for (int i = 0; i < HITS; i++) {
      if (cache.get("k") == null) {
        throw new AssertionError("must hit");
      }
    }
  }
}
