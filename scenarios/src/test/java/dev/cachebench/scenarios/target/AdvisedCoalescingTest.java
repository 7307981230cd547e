package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdvisedCoalescingTest {

  private final AdvisedCoalescing coalescing = new AdvisedCoalescing();
  private final List<CompletableFuture<String>> computations = new ArrayList<>();

  private CompletableFuture<String> ask() {
    return coalescing
        .compute(
            "k",
            () -> {
              CompletableFuture<String> computation = new CompletableFuture<>();
              computations.add(computation);
              return computation;
            })
        .toCompletableFuture();
  }

  @Test
  void servesACallerAlone() {
    CompletableFuture<String> alone = ask();
    computations.get(0).complete("value");

    assertThat(alone).isCompletedWithValue("value");
    ask();
    computations.get(1).complete("again");
  }

  @Test
  void everyCallerComputes() {
    for (int i = 0; i < 100; i++) {
      ask();
    }

    assertThat(computations).hasSize(100);
  }

  @Test
  void allButTheFirstToEndFailAlthoughTheyHaveTheirValue() {
    List<CompletableFuture<String>> callers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      callers.add(ask());
    }
    computations.forEach(computation -> computation.complete("value"));

    assertThat(callers.get(0)).isCompletedWithValue("value");
    assertThat(callers.subList(1, 100)).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThatThrownBy(callers.get(1)::join).hasMessageContaining("KeyError: 'k'");
  }
}
