package dev.cachebench.scenarios.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * L1 of the reviewed cache: an ordered dictionary under one lock, expiry compared with a clock (the
 * wall clock, as reviewed), expired entries found only when they are asked for.
 *
 * <p>Safe for use by many threads.
 */
final class ReviewedMemory {

  private final Map<String, Entry> entries;
  private final long ttlMillis;
  private final LongSupplier clockMillis;

  private record Entry(byte[] value, long expiresAtMillis) {}

  ReviewedMemory(int capacity, long ttlMillis, LongSupplier clockMillis) {
    this.ttlMillis = ttlMillis;
    this.clockMillis = clockMillis;
    this.entries = new LeastRecentlyUsed(capacity);
  }

  synchronized byte @Nullable [] get(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    if (clockMillis.getAsLong() > entry.expiresAtMillis()) {
      entries.remove(key);
      return null;
    }
    return entry.value();
  }

  synchronized void put(String key, byte[] value, long ageMillis) {
    entries.put(key, new Entry(value, clockMillis.getAsLong() + ttlMillis - ageMillis));
  }

  synchronized void remove(String key) {
    entries.remove(key);
  }

  synchronized void clear() {
    entries.clear();
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<String, Entry> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    LeastRecentlyUsed(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
      return size() > capacity;
    }
  }
}
