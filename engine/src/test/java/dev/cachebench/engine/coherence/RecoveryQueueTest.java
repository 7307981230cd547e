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
    queue.owe("a", null);
    queue.owe("b", null);
    queue.owe("a", null);

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
      queue.owe("k" + i, null);
    }

    queue.redisAnswered();

    assertThat(removed).hasSize(1_000);
    assertThat(queue.size()).isZero();
  }

  @Test
  void pausesLongerAfterEachRoundThatFails() {
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);
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
    queue.owe("b", null);
    queue.redisAnswered();
    assertThat(queue.size()).isZero();
  }

  @Test
  void doesNotPauseBeforeItsFirstRoundWhateverTheTickerReads() {
    ticker.advance(Duration.ofSeconds(1));
    assertThat(ticker.nanos()).as("over the edge").isNegative();
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);

    queue.redisAnswered();

    assertThat(removed).containsExactly("a");
  }

  @Test
  void oneRoundAtATime() {
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);
    isHeld = true;

    queue.redisAnswered();
    queue.redisAnswered();

    assertThat(removed).containsExactly("a");
  }

  @Test
  void aFailureDuringTheRemovalIsStillOwed() {
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);
    isHeld = true;
    queue.redisAnswered();

    queue.owe("a", null);
    answers.get(0).complete(true);

    assertThat(queue.entry("a")).isNotNull();
    assertThat(removed).containsExactly("a", "a");
    answers.get(1).complete(true);
    assertThat(queue.entry("a")).isNull();
  }

  @Test
  void aWriteThatRedisTookSettlesItUnlessALaterOneFailed() {
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);
    RecoveryQueue.Entry early = queue.entry("a");
    queue.owe("a", null);

    queue.settle("a", early);
    assertThat(queue.entry("a")).isNotNull();
    queue.settle("a", queue.entry("a"));
    assertThat(queue.entry("a")).isNull();
    queue.settle("a", queue.entry("a"));
    assertThat(queue.recovered()).isEqualTo(1);
  }

  @Test
  void aDoubtIsNothingToRemove() {
    RecoveryQueue queue = queue(100);
    queue.doubt("a", "v");

    queue.redisAnswered();

    assertThat(removed).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aDebtThatIsDoubtedLaterIsStillOwed() {
    RecoveryQueue queue = queue(100);
    queue.owe("a", null);
    queue.doubt("a", "v");

    queue.redisAnswered();

    assertThat(removed).containsExactly("a");
    assertThat(queue.size()).isZero();
  }

  @Test
  void valuesContradictByWhatTheyHold() {
    RecoveryQueue queue = queue(100);
    queue.doubt("a", new byte[] {1, 2});
    queue.owe("b", null);

    assertThat(queue.entry("a").contradicts(new byte[] {1, 2})).isFalse();
    assertThat(queue.entry("a").contradicts(new byte[] {1, 3})).isTrue();
    assertThat(queue.entry("b").contradicts("anything")).isTrue();
  }

  @Test
  void dropsTheOldestWhenItIsFull() {
    RecoveryQueue queue = queue(2);
    queue.owe("a", null);
    queue.owe("b", null);
    queue.owe("c", null);

    assertThat(queue.entry("a")).isNull();
    assertThat(queue.entry("b")).isNotNull();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.dropped()).isEqualTo(1);
  }

  @Test
  void needsRoomForOneKey() {
    assertThatThrownBy(() -> queue(0)).hasMessageContaining("recovery-queue");
  }
}
