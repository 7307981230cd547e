package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReviewedMemoryTest {

  private static final byte[] VALUE = {1};

  private final AtomicLong wallMillis = new AtomicLong(1_000_000);
  private final ReviewedMemory memory = new ReviewedMemory(2, 1_000, wallMillis::get);

  @Test
  void evictsTheLeastRecentlyUsed() {
    memory.put("a", VALUE, 0);
    memory.put("b", VALUE, 0);
    memory.get("a");
    memory.put("c", VALUE, 0);

    assertThat(memory.get("b")).isNull();
    assertThat(memory.get("a")).isEqualTo(VALUE);
  }

  @Test
  void expiresByTheWallClockEvenWhenItJumps() {
    memory.put("a", VALUE, 0);

    wallMillis.addAndGet(1_001);

    assertThat(memory.get("a")).isNull();
  }

  @Test
  void servesBeyondTheTimeToLiveWhenTheWallClockIsSetBack() {
    memory.put("a", VALUE, 0);

    wallMillis.addAndGet(-3_600_000);

    assertThat(memory.get("a")).isEqualTo(VALUE);
  }

  @Test
  void countsTheAgeOfWhatIsPreloaded() {
    memory.put("a", VALUE, 900);

    wallMillis.addAndGet(101);

    assertThat(memory.get("a")).isNull();
  }
}
