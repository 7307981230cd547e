package dev.cachebench.engine.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class RecoveryQueueTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> removed = new ArrayList<>();
  private final List<CompletableFuture<Boolean>> answers = new ArrayList<>();
  private boolean isTaken = true;
  private boolean isHeld;

  private RecoveryQueue queue(int limit) {
    return new RecoveryQueue(limit, this::remove, ticker);
  }

  private CompletionStage<Boolean> remove(String key) {
    removed.add(key);
    if (isHeld) {
      CompletableFuture<Boolean> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }
    return CompletableFuture.completedFuture(isTaken);
  }

  @Test
  void removesWhatIsOwedOldestFirstOnceRedisAnswers() {
    RecoveryQueue queue = queue(100);
    queue.add("a");
    queue.add("b");
    queue.add("a");

    assertThat(removed).isEmpty();
    queue.redisAnswered();

    assertThat(removed).containsExactly("b", "a");
    assertThat(queue.size()).isZero();
    assertThat(queue.recovered()).isEqualTo(2);
    queue.redisAnswered();
    assertThat(removed).hasSize(2);
  }

  @Test
  void goesOnUntilNothingIsLeft() {
    RecoveryQueue queue = queue(1_000);
    for (int i = 0; i < 1_000; i++) {
      queue.add("k" + i);
    }

    queue.redisAnswered();

    assertThat(removed).hasSize(1_000);
    assertThat(queue.size()).isZero();
  }

  @Test
  void pausesLongerAfterEachRoundThatFails() {
    RecoveryQueue queue = queue(100);
    queue.add("a");
    isTaken = false;
    long[] pauses = {0, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000};
    for (int i = 0; i < pauses.length; i++) {
      if (pauses[i] > 0) {
        ticker.advance(Duration.ofMillis(pauses[i] - 1));
        queue.redisAnswered();
        assertThat(removed).hasSize(i);
        ticker.advance(Duration.ofMillis(1));
      }
      queue.redisAnswered();
      assertThat(removed).hasSize(i + 1);
    }

    isTaken = true;
    ticker.advance(Duration.ofSeconds(5));
    queue.redisAnswered();

    assertThat(queue.size()).isZero();
    queue.add("b");
    queue.redisAnswered();
    assertThat(queue.size()).isZero();
  }

  @Test
  void oneRoundAtATime() {
    RecoveryQueue queue = queue(100);
    queue.add("a");
    isHeld = true;

    queue.redisAnswered();
    queue.redisAnswered();

    assertThat(removed).containsExactly("a");
  }

  @Test
  void aFailureDuringTheRemovalIsStillOwed() {
    RecoveryQueue queue = queue(100);
    queue.add("a");
    isHeld = true;
    queue.redisAnswered();

    queue.add("a");
    answers.get(0).complete(true);

    assertThat(queue.holds("a")).isTrue();
    assertThat(removed).containsExactly("a", "a");
    answers.get(1).complete(true);
    assertThat(queue.holds("a")).isFalse();
  }

  @Test
  void aWriteThatRedisTookSettlesItUnlessALaterOneFailed() {
    RecoveryQueue queue = queue(100);
    queue.add("a");
    long early = queue.token("a");
    queue.add("a");

    queue.settle("a", early);
    assertThat(queue.holds("a")).isTrue();
    queue.settle("a", queue.token("a"));
    assertThat(queue.holds("a")).isFalse();
    queue.settle("a", queue.token("a"));
    assertThat(queue.recovered()).isEqualTo(1);
  }

  @Test
  void dropsTheOldestWhenItIsFull() {
    RecoveryQueue queue = queue(2);
    queue.add("a");
    queue.add("b");
    queue.add("c");

    assertThat(queue.holds("a")).isFalse();
    assertThat(queue.holds("b")).isTrue();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.dropped()).isEqualTo(1);
  }

  @Test
  void needsRoomForOneKey() {
    assertThatThrownBy(() -> queue(0)).hasMessageContaining("recovery-queue");
  }
}
