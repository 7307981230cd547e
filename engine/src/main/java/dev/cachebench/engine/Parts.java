package dev.cachebench.engine;

import dev.cachebench.engine.coalesce.RequestCoalescer;
import dev.cachebench.engine.coherence.Fence;
import dev.cachebench.engine.expiry.Lifetimes;
import dev.cachebench.engine.memory.L1Store;
import dev.cachebench.engine.redis.L2Store;
import dev.cachebench.engine.time.Ticker;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The mechanisms of one cache, as reads and writes share them; a null L2 is switched off. */
record Parts<K, V>(
    L1Store<K, V> l1,
    @Nullable L2Store<V> l2,
    RequestCoalescer<K, Answer<V>> coalescer,
    Fence fence,
    Lifetimes lifetimes,
    Function<? super K, String> keyText,
    Counters counters,
    Ticker ticker) {}
