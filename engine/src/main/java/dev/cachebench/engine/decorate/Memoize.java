package dev.cachebench.engine.decorate;

import dev.cachebench.engine.CacheException;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.memory.MemoryTierConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Functions and suppliers that remember what they answered for a while. Callers that ask for the
 * same at the same time share one call, its error too; errors and null are not remembered.
 *
 * <p>The call runs on the thread of whoever asks first. There is nothing to close. What is returned
 * is safe for use by many threads.
 */
public final class Memoize {

  private static final String ONLY_KEY = "value";

  private Memoize() {}

  /**
   * Returns a function that remembers up to 10,000 answers.
   *
   * @param function what is asked; its keys need a stable {@code equals} and {@code hashCode}
   * @param ttl how long an answer is remembered, greater than 0
   */
  public static <K, V> Function<K, V> function(
      Function<? super K, ? extends V> function, Duration ttl) {
    MemoryTierConfig usual = MemoryTierConfig.defaults();
    return function(function, new MemoryTierConfig(usual.capacity(), ttl, usual.policy()));
  }

  /**
   * Returns a function that remembers.
   *
   * @param function what is asked; its keys need a stable {@code equals} and {@code hashCode}
   * @param memory how many answers it remembers, and how long
   */
  public static <K, V> Function<K, V> function(
      Function<? super K, ? extends V> function, MemoryTierConfig memory) {
    return function(function, memory, builder -> builder);
  }

  static <K, V> Function<K, V> function(
      Function<? super K, ? extends V> function,
      MemoryTierConfig memory,
      UnaryOperator<TieredCacheBuilder<K, V>> customizer) {
    Objects.requireNonNull(function, "function");
    TieredCacheBuilder<K, V> builder =
        TieredCache.<K, V>builder().loader(function::apply).executor(Runnable::run).l1(memory);
    TieredCache<K, V> cache = customizer.apply(builder).build();
    return key -> {
      try {
        return cache.get(key);
      } catch (CacheException e) {
        throw e.getCause() instanceof RuntimeException own ? own : e;
      }
    };
  }

  /**
   * Returns a supplier that remembers its answer.
   *
   * @param supplier what is asked
   * @param ttl how long the answer is remembered, greater than 0
   */
  public static <V> Supplier<V> supplier(Supplier<? extends V> supplier, Duration ttl) {
    Objects.requireNonNull(supplier, "supplier");
    Function<String, V> function = function(key -> supplier.get(), ttl);
    return () -> function.apply(ONLY_KEY);
  }
}
