package dev.cachebench.engine.decorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MemoizeTest {

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicInteger calls = new AtomicInteger();

  private Function<String, String> function(int capacity) {
    return Memoize.function(
        key -> {
          if (key.isEmpty()) {
            throw new IllegalStateException("empty " + calls.incrementAndGet());
          }
          return key + "#" + calls.incrementAndGet();
        },
        new MemoryTierConfig(capacity, Duration.ofSeconds(10), EvictionPolicy.LRU),
        builder -> builder.ticker(ticker).jitter(0));
  }

  @Test
  void remembersAnswersForTheirTime() {
    Function<String, String> function = function(10);

    assertThat(function.apply("a")).isEqualTo("a#1");
    assertThat(function.apply("a")).isEqualTo("a#1");
    ticker.advance(Duration.ofSeconds(10));
    assertThat(function.apply("a")).isEqualTo("a#2");
  }

  @Test
  void remembersNoMoreThanItMay() {
    Function<String, String> function = function(1);
    function.apply("a");
    function.apply("b");

    assertThat(function.apply("a")).isEqualTo("a#3");
  }

  @Test
  void throwsWhatTheFunctionThrewAndForgetsIt() {
    Function<String, String> function = function(10);

    assertThatThrownBy(() -> function.apply(""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("empty 1");
    assertThatThrownBy(() -> function.apply("")).hasMessage("empty 2");
  }

  @Test
  void remembersWhatASupplierAnswered() {
    Supplier<Integer> supplier = Memoize.supplier(calls::incrementAndGet, Duration.ofHours(1));

    assertThat(supplier.get()).isEqualTo(1);
    assertThat(supplier.get()).isEqualTo(1);
  }
}
