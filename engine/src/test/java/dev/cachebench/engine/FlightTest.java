package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.HeldLoader;
import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One flight per key: sharing, leaving, re-entrancy, races. */
@Timeout(30)
class FlightTest {

  private final HeldLoader loader = new HeldLoader();

  private TieredCacheBuilder<String, String> held() {
    return TieredCache.<String, String>builder().asyncLoader(loader).executor(Runnable::run);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000, 10_000})
  void callersBehindAGateShareOneLoad(int callers) {
    try (TieredCache<String, String> cache = held().build()) {
      List<CompletableFuture<Lookup<String>>> answers =
          IntStream.range(0, callers).mapToObj(i -> cache.lookupAsync("k")).toList();
      assertThat(cache.waiting("k")).isEqualTo(callers);

      loader.loads.get(0).complete("v");

      assertThat(loader.loads).hasSize(1);
      assertThat(answers).allSatisfy(a -> assertThat(a.join().value()).isEqualTo("v"));
      assertThat(answers.stream().filter(a -> !a.join().coalesced())).hasSize(1);
      assertThat(cache.stats().loadsLed()).isEqualTo(1);
      assertThat(cache.stats().coalesced()).isEqualTo(callers - 1);
    }
  }

  @Test
  void blockingCallersShareOneLoadToo() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger loads = new AtomicInteger();
    CacheLoader<String, String> slow =
        key -> {
          loads.incrementAndGet();
          gate.await();
          return "v";
        };
    ExecutorService callers = Executors.newFixedThreadPool(100);
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(slow).build()) {
      var answers =
          IntStream.range(0, 100).mapToObj(i -> callers.submit(() -> cache.get("k"))).toList();
      Awaitility.await().until(() -> cache.waiting("k") == 100);
      gate.countDown();

      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo("v");
      }
      assertThat(loads).hasValue(1);
      assertThat(cache.get("k")).isEqualTo("v");
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void everyCallerLoadsItselfWhenCoalescingIsOff() {
    try (TieredCache<String, String> cache = held().coalescing(false).build()) {
      List<CompletableFuture<Lookup<String>>> answers =
          IntStream.range(0, 10).mapToObj(i -> cache.lookupAsync("k")).toList();

      assertThat(loader.loads).hasSize(10);
      loader.loads.forEach(load -> load.complete("v"));

      assertThat(answers).noneMatch(a -> a.join().coalesced());
      assertThat(cache.stats().loadsLed()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000, 10_000})
  void callersBehindAGateShareOneError(int callers) {
    try (TieredCache<String, String> cache = held().build()) {
      List<CompletableFuture<String>> answers =
          IntStream.range(0, callers).mapToObj(i -> cache.getAsync("k")).toList();
      IllegalStateException down = new IllegalStateException("down");

      loader.loads.get(0).completeExceptionally(down);

      assertThat(loader.loads).hasSize(1);
      CacheException first = errorOf(answers.get(0));
      assertThat(first).hasMessage("load of key k failed: java.lang.IllegalStateException: down");
      assertThat(first).isInstanceOf(LoadFailedException.class).hasCause(down);
      assertThat(first.getStackTrace()).isEmpty();
      assertThat(answers).allSatisfy(a -> assertThat(errorOf(a)).isSameAs(first));
      assertThat(cache.stats().errors()).isEqualTo(callers);
      assertThat(cache.stats().flights()).isZero();
    }
  }

  private static CacheException errorOf(CompletableFuture<?> future) {
    try {
      future.join();
      throw new AssertionError("must fail, but did not");
    } catch (CompletionException e) {
      return (CacheException) e.getCause();
    }
  }

  @Test
  void anErrorIsNotCached() {
    try (TieredCache<String, String> cache = held().build()) {
      cache.getAsync("k");
      loader.loads.get(0).completeExceptionally(new IllegalStateException("down"));

      CompletableFuture<String> again = cache.getAsync("k");
      loader.loads.get(1).complete("v");

      assertThat(again).isCompletedWithValue("v");
    }
  }

  @Test
  void anAbsentValueIsAnsweredAndNotCached() {
    try (TieredCache<String, String> cache = held().build()) {
      CompletableFuture<Lookup<String>> answer = cache.lookupAsync("k");
      loader.loads.get(0).complete(null);
      assertThat(answer.join().value()).isNull();
      assertThat(answer.join().tier()).isEqualTo(Tier.ORIGIN);

      cache.lookupAsync("k");

      assertThat(loader.loads).hasSize(2);
    }
  }

  @Test
  void othersGetTheValueWhenTheLeadersCallerCancels() {
    try (TieredCache<String, String> cache = held().build()) {
      CompletableFuture<String> leader = cache.getAsync("k");
      CompletableFuture<String> other = cache.getAsync("k");

      assertThat(leader.cancel(true)).isTrue();
      assertThat(loader.loads.get(0)).isNotCancelled();
      loader.loads.get(0).complete("v");

      assertThat(other).isCompletedWithValue("v");
      assertThatThrownBy(leader::join).isInstanceOf(CancellationException.class);
      assertThat(cache.stats().left()).isEqualTo(1);
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void theLastToCancelCancelsTheLoadAndEmptiesTheTable(int callers) {
    try (TieredCache<String, String> cache = held().build()) {
      var answers = IntStream.range(0, callers).mapToObj(i -> cache.getAsync("k")).toList();

      for (int i = 0; i < callers; i++) {
        assertThat(loader.loads.get(0)).isNotCancelled();
        answers.get(i).cancel(true);
      }

      assertThat(loader.loads.get(0)).isCancelled();
      assertThat(cache.stats().flights()).isZero();
      assertThat(cache.waiting("k")).isZero();
      cache.getAsync("k");
      assertThat(loader.loads).hasSize(2);
    }
  }

  @Test
  void abandoningInterruptsABlockingLoader() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CacheLoader<String, String> stuck =
        key -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "late";
        };
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(stuck).build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

      answer.cancel(true);

      assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(cache.stats().flights()).isZero();
      assertThat(cache.stats().l1Entries()).isZero();
    }
  }

  @Test
  void aCallerThatTimesOutLeavesTheLoadToFillTheCache() {
    try (TieredCache<String, String> cache = held().build()) {
      CompletableFuture<String> answer = cache.getAsync("k");
      assertThatThrownBy(() -> answer.get(1, TimeUnit.NANOSECONDS))
          .isInstanceOf(TimeoutException.class);
      answer.completeExceptionally(new TimeoutException("as orTimeout does"));

      loader.loads.get(0).complete("v");

      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(cache.stats().left()).isEqualTo(1);
      assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
    }
  }

  @Test
  void anInterruptedCallerLeaves() throws Exception {
    try (TieredCache<String, String> cache = held().build()) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  cache.get("k");
                } catch (LoadFailedException e) {
                  seen.complete(Thread.currentThread().isInterrupted() ? e.getCause() : e);
                }
              });
      caller.start();
      Awaitility.await().until(() -> cache.waiting("k") == 1);

      caller.interrupt();

      assertThat(seen.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      assertThat(loader.loads.get(0)).isCancelled();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLoaderThatAsksForItsOwnKeyIsToldAtOnce(boolean coalescing) {
    List<TieredCache<String, String>> self = new ArrayList<>();
    CacheLoader<String, String> asksItself = key -> self.get(0).get(key);
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().coalescing(coalescing).loader(asksItself).build()) {
      self.add(cache);

      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(LoadFailedException.class)
          .cause()
          .isInstanceOf(ReentrantLoadException.class)
          .hasMessage(
              "load of key k must not wait for itself, but does: k -> k; read the inner key from"
                  + " the origin instead of the cache");
      assertThat(cache.stats().flights()).isZero();
      assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCircleOfLoadersIsToldAtOnce(boolean coalescing) {
    List<TieredCache<String, String>> self = new ArrayList<>();
    CacheLoader<String, String> circle =
        key -> self.get(0).get("k" + (Integer.parseInt(key.substring(1)) % 3 + 1));
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().coalescing(coalescing).loader(circle).build()) {
      self.add(cache);

      assertThatThrownBy(() -> cache.get("k1"))
          .hasStackTraceContaining("k1 -> k2 -> k3 -> k1; read the inner key");
    }
  }

  @Test
  void twoLoadsThatBeginApartAndWaitForEachOtherAreToldAtOnce() {
    List<TieredCache<String, String>> self = new ArrayList<>();
    Phaser bothRunning = new Phaser(2);
    CacheLoader<String, String> crossed =
        key -> {
          bothRunning.arriveAndAwaitAdvance();
          return self.get(0).get(key.equals("k1") ? "k2" : "k1");
        };
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(crossed).build()) {
      self.add(cache);
      CompletableFuture<String> one = cache.getAsync("k1");
      CompletableFuture<String> two = cache.getAsync("k2");

      assertThat(one).failsWithin(Duration.ofSeconds(10));
      assertThat(two).failsWithin(Duration.ofSeconds(10));
      assertThatThrownBy(one::join).hasStackTraceContaining("must not wait for itself");
    }
  }

  @Test
  void aLoaderMayAskForAnotherKey() {
    List<TieredCache<String, String>> self = new ArrayList<>();
    CacheLoader<String, String> nested =
        key -> key.equals("leaf") ? "v" : key + self.get(0).get("leaf");
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(nested).build()) {
      self.add(cache);

      assertThat(cache.get("a")).isEqualTo("av");
      cache.invalidate("leaf");
      assertThat(cache.get("b")).isEqualTo("bv");
    }
  }

  @Test
  void aSlowKeyIsLoadedOnceAmongAHundredThousandOthers() {
    CompletableFuture<String> slow = new CompletableFuture<>();
    AtomicInteger slowLoads = new AtomicInteger();
    AsyncCacheLoader<String, String> mixed =
        key -> {
          if (key.equals("slow")) {
            slowLoads.incrementAndGet();
            return slow;
          }
          return CompletableFuture.completedFuture(key);
        };
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().asyncLoader(mixed).executor(Runnable::run).build()) {
      List<CompletableFuture<String>> waiters = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        assertThat(cache.get("k" + i)).isEqualTo("k" + i);
        if (i % 1_000 == 0) {
          waiters.add(cache.getAsync("slow"));
        }
      }
      slow.complete("s");

      assertThat(waiters).allSatisfy(w -> assertThat(w).isCompletedWithValue("s"));
      assertThat(slowLoads).hasValue(1);
      assertThat(cache.stats().flights()).isZero();
      assertThat(cache.stats().l1Entries()).isLessThanOrEqualTo(10_000);
    }
  }

  /** Time stands still and nothing expires, so a second load could only come through a gap. */
  @Test
  void noCallerFallsBetweenTwoFlights() throws Exception {
    int threads = 4;
    int rounds = 3_000;
    var loads = new java.util.concurrent.ConcurrentHashMap<String, AtomicInteger>();
    CacheLoader<String, String> counting =
        key -> {
          loads.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
          return key;
        };
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    Phaser together = new Phaser(threads);
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder()
            .loader(counting)
            .executor(Runnable::run)
            .ticker(new ManualTicker())
            .build()) {
      var ends =
          IntStream.range(0, threads)
              .mapToObj(
                  t ->
                      callers.submit(
                          () -> {
                            for (int round = 0; round < rounds; round++) {
                              together.arriveAndAwaitAdvance();
                              for (int again = 0; again < 3; again++) {
                                assertThat(cache.get("k" + round)).isEqualTo("k" + round);
                              }
                            }
                          }))
              .toList();
      for (var end : ends) {
        end.get(20, TimeUnit.SECONDS);
      }

      assertThat(loads).hasSize(rounds);
      assertThat(loads.values()).allSatisfy(n -> assertThat(n).hasValue(1));
      assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void neverMoreThanOneLoadOfAKeyRunsWhileCallersComeAndGo() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CacheLoader<String, String> counting =
        key -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
          return null;
        };
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try (TieredCache<String, String> cache =
        TieredCache.<String, String>builder().loader(counting).executor(Runnable::run).build()) {
      var ends =
          IntStream.range(0, 4)
              .mapToObj(
                  t ->
                      callers.submit(() -> IntStream.range(0, 10_000).forEach(i -> cache.get("k"))))
              .toList();
      for (var end : ends) {
        end.get(20, TimeUnit.SECONDS);
      }

      assertThat(most).hasValue(1);
      assertThat(cache.stats().flights()).isZero();
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aFlightOlderThanTheStalenessBoundIsNotJoined() {
    ManualTicker ticker = new ManualTicker();
    try (TieredCache<String, String> cache = held().ticker(ticker).build()) {
      CompletableFuture<String> old = cache.getAsync("k");
      ticker.advance(cache.stalenessBound().plusNanos(1));
      CompletableFuture<String> fresh = cache.getAsync("k");

      assertThat(loader.loads).hasSize(2);
      loader.loads.get(1).complete("new");
      loader.loads.get(0).complete("old");

      assertThat(old).isCompletedWithValue("old");
      assertThat(fresh).isCompletedWithValue("new");
      assertThat(cache.get("k")).isEqualTo("new");
    }
  }

  @Test
  void aLoadThatTheExecutorRefusesFails() {
    TieredCacheBuilder<String, String> builder =
        held()
            .executor(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException("full");
                });
    try (TieredCache<String, String> cache = builder.build()) {
      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(LoadFailedException.class)
          .hasMessageContaining("full");
      assertThat(cache.stats().flights()).isZero();
    }
  }

  @Test
  void closingFailsThoseWhoWaitAndCancelsTheirLoads() {
    TieredCache<String, String> cache = held().build();
    CompletableFuture<String> answer = cache.getAsync("k");

    cache.close();
    cache.close();

    assertThatThrownBy(answer::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cache must be open, but was closed");
    assertThat(loader.loads.get(0)).isCancelled();
    assertThatThrownBy(() -> cache.get("k")).hasMessage("cache must be open, but was closed");
    assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
  }
}
