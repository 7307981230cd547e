package dev.cachebench.engine;

import dev.cachebench.engine.breaker.Breaker;
import dev.cachebench.engine.coalesce.RequestCoalescer;
import dev.cachebench.engine.coherence.Fence;
import dev.cachebench.engine.coherence.RecoveryQueue;
import dev.cachebench.engine.expiry.Lifetimes;
import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.overload.LoadSlots;
import dev.cachebench.engine.redis.L2Store;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms of one cache, as reads and writes share them; a null L2 is switched off, and the
 * bare one has neither breaker nor recovery queue before it.
 */
record Parts<K, V>(
    L1Store<K, V> l1,
    @Nullable L2Store<V> l2,
    @Nullable L2Store<V> bareL2,
    @Nullable RecoveryQueue recovery,
    @Nullable Breaker breaker,
    LoadSlots slots,
    long graceNanos,
    RequestCoalescer<K, Answer<V>> coalescer,
    Fence fence,
    Lifetimes lifetimes,
    @Nullable BiFunction<? super K, ? super V, Duration> entryTtl,
    Function<? super K, String> keyText,
    LoadSide<K> side,
    Counters counters,
    Ticker ticker) {

  /**
   * Returns the deadline of an entry that was born then.
   *
   * @throws IllegalArgumentException when the entry's own time to live is not greater than 0
   */
  long deadlineNanos(K key, V value, long bornNanos) {
    if (entryTtl == null) {
      return lifetimes.deadline(bornNanos, Long.MAX_VALUE);
    }
    Duration own = entryTtl.apply(key, value);
    Require.positive(own, "entry-ttl");
    return lifetimes.deadline(bornNanos, own.toNanos());
  }
}
