package dev.cachebench.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every L1 promises. */
abstract class L1StoreContractTest {

  final ManualTicker ticker = new ManualTicker();

  abstract EvictionPolicy policy();

  <V> L1Store<String, V> store(int capacity) {
    return L1Store.create(new MemoryTierConfig(capacity, Duration.ofDays(1), policy()), ticker);
  }

  L1Entry<String> entry(String value, Duration life) {
    long nowNanos = ticker.nanos();
    return new L1Entry<>(value, nowNanos, nowNanos + life.toNanos());
  }

  @Test
  void returnsWhatWasInserted() {
    L1Store<String, String> store = store(10);
    L1Entry<String> entry = entry("v", Duration.ofSeconds(1));

    assertThat(store.insert("k", entry, () -> true)).isTrue();

    assertThat(store.get("k")).isSameAs(entry);
    assertThat(store.get("other")).isNull();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void keepsEachEntryToItsOwnDeadlineAndNotANanosecondLonger() {
    L1Store<String, String> store = store(10);
    store.insert("short", entry("s", Duration.ofSeconds(1)), () -> true);
    store.insert("long", entry("l", Duration.ofSeconds(2)), () -> true);

    ticker.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(store.get("short")).isNotNull();
    ticker.advance(Duration.ofNanos(1));

    assertThat(store.get("short")).isNull();
    assertThat(store.get("long")).isNotNull();
  }

  @Test
  void readingDoesNotProlongALife() {
    L1Store<String, String> store = store(10);
    store.insert("k", entry("v", Duration.ofSeconds(3)), () -> true);

    for (int second = 0; second < 3; second++) {
      assertThat(store.get("k")).isNotNull();
      ticker.advance(Duration.ofSeconds(1));
    }

    assertThat(store.get("k")).isNull();
  }

  @Test
  void refusesAnEntryThatHasExpired() {
    L1Store<String, String> store = store(10);

    assertThat(store.insert("k", entry("v", Duration.ZERO), () -> true)).isFalse();
    assertThat(store.get("k")).isNull();
  }

  @Test
  void refusesWhatTheGuardForbids() {
    L1Store<String, String> store = store(10);
    L1Entry<String> kept = entry("kept", Duration.ofSeconds(1));
    store.insert("present", kept, () -> true);

    assertThat(store.insert("absent", entry("v", Duration.ofSeconds(1)), () -> false)).isFalse();
    assertThat(store.insert("present", entry("v", Duration.ofSeconds(1)), () -> false)).isFalse();

    assertThat(store.get("absent")).isNull();
    assertThat(store.get("present")).isSameAs(kept);
  }

  @Test
  void doesNotReplaceALiveEntryByAnOlderOne() {
    L1Store<String, String> store = store(10);
    L1Entry<String> older = entry("older", Duration.ofSeconds(9));
    ticker.advance(Duration.ofNanos(1));
    L1Entry<String> younger = entry("younger", Duration.ofSeconds(1));
    store.insert("k", younger, () -> true);

    assertThat(store.insert("k", older, () -> true)).isFalse();
    assertThat(store.get("k")).isSameAs(younger);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(store.insert("k", older, () -> true)).isTrue();
  }

  @Test
  void removesAndRetains() {
    L1Store<String, String> store = store(10);
    L1Entry<String> mine = entry("mine", Duration.ofSeconds(1));
    store.insert("removed", entry("v", Duration.ofSeconds(1)), () -> true);
    store.insert("others", entry("v", Duration.ofSeconds(1)), () -> true);
    store.insert("own", mine, () -> true);

    store.remove("removed");
    store.retain("others", mine);
    store.retain("own", mine);

    assertThat(store.get("removed")).isNull();
    assertThat(store.get("others")).isNull();
    assertThat(store.get("own")).isSameAs(mine);
  }

  @Test
  void expiresAllAtOnceAndTakesNewEntriesAfterwards() {
    L1Store<String, String> store = store(10);
    store.insert("a", entry("v", Duration.ofSeconds(1)), () -> true);

    store.expireAll();

    assertThat(store.get("a")).isNull();
    store.insert("a", entry("new", Duration.ofSeconds(1)), () -> true);
    assertThat(store.get("a")).isNotNull();
  }

  @Test
  void whatExpiresIsGoneUnlessThereIsGrace() {
    L1Store<String, String> store = store(10);
    store.insert("a", entry("v", Duration.ofSeconds(1)), () -> true);
    store.expire("a");
    assertThat(store.size()).isZero();
    store.insert("a", entry("v", Duration.ofSeconds(1)), () -> true);
    store.expireAll();
    assertThat(store.size()).isZero();
  }

  @Test
  void whatExpiresIsAFallbackForItsGrace() {
    MemoryTierConfig config = new MemoryTierConfig(10, Duration.ofDays(1), policy());
    L1Store<String, String> store = L1Store.create(config, Duration.ofSeconds(5).toNanos(), ticker);
    store.insert("one", entry("v", Duration.ofSeconds(1)), () -> true);
    store.insert("all", entry("w", Duration.ofSeconds(1)), () -> true);

    store.expire("one");
    assertThat(store.get("one")).isNull();
    assertThat(store.get("all")).isNotNull();
    store.expireAll();
    assertThat(store.get("all")).isNull();

    assertThat(store.stale("one")).extracting(L1Entry::value).isEqualTo("v");
    assertThat(store.stale("all")).extracting(L1Entry::value).isEqualTo("w");
    ticker.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(store.stale("one")).isNotNull();
    ticker.advance(Duration.ofNanos(1));
    assertThat(store.stale("one")).isNull();
  }

  @Test
  void anInsertWhoseGuardWasAskedBeforeExpireAllStaysExpired() throws Exception {
    L1Store<String, String> store = store(10);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      store.insert(
          "k",
          entry("v", Duration.ofSeconds(1)),
          () -> {
            other.execute(store::expireAll);
            return true;
          });
      other.submit(() -> {}).get(5, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }

    assertThat(store.get("k")).isNull();
  }

  @Test
  void holdsNoMoreThanItsCapacity() {
    L1Store<String, Integer> store = store(100);
    long nowNanos = ticker.nanos();

    for (int i = 0; i < 10_000; i++) {
      store.insert("k" + i, new L1Entry<>(i, nowNanos, nowNanos + 1_000_000), () -> true);
    }

    assertThat(store.size()).isEqualTo(100);
    assertThat(store.evictions()).isEqualTo(9_900);
    assertThat(store.expirations()).isZero();
  }

  @Test
  void countsExpirationsApartFromEvictions() {
    L1Store<String, String> store = store(100);
    for (int i = 0; i < 50; i++) {
      store.insert("k" + i, entry("v", Duration.ofSeconds(1)), () -> true);
    }

    ticker.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 50; i++) {
      assertThat(store.get("k" + i)).isNull();
    }

    assertThat(store.size()).isZero();
    assertThat(store.expirations()).isEqualTo(50);
    assertThat(store.evictions()).isZero();
  }

  /**
   * An invalidator moves a counter, then removes; a filler reads the counter, then inserts guarded
   * by it. Nothing that was read before an invalidation may be seen after it.
   */
  @Test
  void aGuardedInsertNeverSurvivesARemovalThatCameAfterTheGuardsToken() throws Exception {
    L1Store<String, Long> store = store(1_000);
    AtomicLong version = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    int rounds = 20_000;
    try {
      Callable<Void> fill =
          () -> {
            while (version.get() < rounds) {
              long token = version.get();
              long nowNanos = ticker.nanos();
              store.insert(
                  "k",
                  new L1Entry<>(token, nowNanos, nowNanos + 1_000),
                  () -> version.get() == token);
            }
            return null;
          };
      Callable<Void> invalidate =
          () -> {
            for (int i = 0; i < rounds; i++) {
              long current = version.incrementAndGet();
              store.remove("k");
              L1Entry<Long> seen = store.get("k");
              assertThat(seen == null || seen.value() >= current).isTrue();
            }
            return null;
          };
      for (var end : List.of(threads.submit(fill), threads.submit(invalidate))) {
        end.get(20, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void agreesWithAMapOverRandomOperations() {
    L1Store<String, Integer> store = store(10_000);
    var model = new java.util.HashMap<String, long[]>();
    Random random = new Random(7);

    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(50);
      int choice = random.nextInt(10);
      long nowNanos = ticker.nanos();
      if (choice < 4) {
        long deadlineNanos = nowNanos + 1 + random.nextInt(1_000);
        store.insert(key, new L1Entry<>(i, nowNanos, deadlineNanos), () -> true);
        model.put(key, new long[] {i, deadlineNanos});
      } else if (choice < 5) {
        store.remove(key);
        model.remove(key);
      } else if (choice < 6) {
        ticker.advance(Duration.ofNanos(random.nextInt(200)));
      }
      long[] expected = model.get(key);
      L1Entry<Integer> seen = store.get(key);
      boolean live = expected != null && expected[1] - ticker.nanos() > 0;
      assertThat(seen == null ? -1 : seen.value()).isEqualTo(live ? (int) expected[0] : -1);
    }
  }
}
