package dev.cachebench.engine;

import dev.cachebench.engine.memory.L1Entry;
import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Puts, invalidations and fills.
 *
 * <p>The fence moves twice: before the write begins, so that what was read earlier is not cached,
 * and once L2 has answered, so that what was read from L2 in between is not cached either. The
 * second time L1 keeps only this write's own entry: of two puts at the same time, whose order in L2
 * nobody knows, none stays in L1 unless the other came later in both tiers.
 */
final class WritePath<K, V> {

  private final Parts<K, V> parts;

  WritePath(Parts<K, V> parts) {
    this.parts = parts;
  }

  CompletableFuture<Reason> put(K key, V value) {
    parts.counters().puts.increment();
    long nowNanos = parts.ticker().nanos();
    long deadlineNanos = parts.deadlineNanos(key, value, nowNanos);
    long token = moveFence(key);
    L1Entry<V> entry =
        new L1Entry<>(
            value,
            nowNanos,
            parts.lifetimes().copyDeadline(nowNanos, deadlineNanos),
            deadlineNanos,
            0);
    parts.l1().insert(key, entry, () -> parts.fence().isUnmoved(key, token));
    L2Store<V> l2 = parts.l2();
    if (l2 == null) {
      return CompletableFuture.completedFuture(Reason.NONE);
    }
    try {
      return settle(l2.write(text(key), value, nowNanos, deadlineNanos), key, entry);
    } catch (IllegalArgumentException e) {
      moveFence(key);
      parts.l1().remove(key);
      return CompletableFuture.failedFuture(new CodecException(key, e.getCause()));
    }
  }

  CompletableFuture<Reason> invalidate(K key) {
    parts.counters().invalidations.increment();
    moveFence(key);
    parts.l1().remove(key);
    L2Store<V> l2 = parts.l2();
    return l2 == null
        ? CompletableFuture.completedFuture(Reason.NONE)
        : settle(l2.remove(text(key)), key, null);
  }

  /** L2 forgets the value; what L1 lacks is fetched first, so that there is something to serve. */
  CompletableFuture<Reason> expire(K key) {
    parts.counters().invalidations.increment();
    long token = moveFence(key);
    L1Entry<V> held = parts.l1().stale(key);
    parts.l1().expire(key);
    L2Store<V> l2 = parts.l2();
    if (l2 == null) {
      return CompletableFuture.completedFuture(Reason.NONE);
    }
    if (parts.graceNanos() > 0 && held == null) {
      l2.read(text(key)).thenAccept(kept -> keep(key, kept, token));
    }
    return l2.remove(text(key))
        .thenApply(
            failure -> {
              moveFence(key);
              parts.l1().expire(key);
              return parts.counters().l2Write(failure);
            })
        .toCompletableFuture();
  }

  private void keep(K key, L2Answer<V> kept, long token) {
    V value = kept.value();
    if (value != null) {
      L1Entry<V> entry = new L1Entry<>(value, kept.bornNanos(), kept.deadlineNanos());
      if (parts.l1().insert(key, entry, () -> parts.fence().isUnmoved(key, token))) {
        parts.l1().expire(key);
      }
    }
  }

  private CompletableFuture<Reason> settle(
      CompletionStage<L2Failure> change, K key, @Nullable L1Entry<V> own) {
    return change
        .thenApply(
            failure -> {
              if (parts.fence().isOn()) {
                moveFence(key);
                if (own == null) {
                  parts.l1().remove(key);
                } else {
                  parts.l1().retain(key, own);
                }
              }
              if (own != null && parts.recovery() != null && !RecoveringL2.hasChanged(failure)) {
                parts.recovery().owe(text(key), own.value());
              }
              return parts.counters().l2Write(failure);
            })
        .toCompletableFuture();
  }

  private long moveFence(K key) {
    long token = parts.fence().move(key);
    if (parts.fence().isOn()) {
      parts.coalescer().detach(key);
    }
    parts.side().failures().forget(key);
    return token;
  }

  CompletableFuture<@Nullable Void> fill(K key, V value, FillTiers tiers, Duration age) {
    long nowNanos = parts.ticker().nanos();
    long ageNanos = age.toNanos();
    if (tiers == FillTiers.ALL) {
      long token = parts.fence().token(key);
      long copyNanos = parts.lifetimes().plainCopyDeadline(nowNanos, ageNanos);
      long bornNanos = nowNanos - ageNanos;
      long endNanos = parts.lifetimes().plainDeadline(bornNanos);
      L1Entry<V> entry = new L1Entry<>(value, bornNanos, copyNanos, endNanos, 0);
      parts.l1().insert(key, entry, () -> parts.fence().isUnmoved(key, token));
    }
    L2Store<V> l2 = parts.bareL2();
    if (l2 == null) {
      return CompletableFuture.completedFuture(null);
    }
    long bornNanos = nowNanos - ageNanos;
    long deadlineNanos = parts.lifetimes().plainDeadline(bornNanos);
    try {
      return l2.write(text(key), value, bornNanos, deadlineNanos)
          .thenCompose(failure -> filled(key, failure))
          .toCompletableFuture();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new CodecException(key, e.getCause()));
    }
  }

  private static CompletionStage<@Nullable Void> filled(Object key, L2Failure failure) {
    return failure == L2Failure.NONE
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new TierUnavailableException(key, Tier.L2, Reason.of(failure)));
  }

  private String text(K key) {
    return parts.keyText().apply(key);
  }
}
