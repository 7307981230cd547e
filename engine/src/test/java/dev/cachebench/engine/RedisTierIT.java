package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.RedisAddress;
import dev.cachebench.engine.redis.RedisConnector;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.engine.testing.RedisServer;
import dev.cachebench.engine.time.Ticker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L2 on a real Redis: sharing, lives, damage, outages, and what closing leaves behind. */
@Timeout(60)
@SuppressWarnings("deprecation") // psetex: shorter than its successor
class RedisTierIT {

  private static final RedisTierConfig CONFIG =
      new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(200), 1_000, "it:", true);

  private static RedisServer redis;
  private static RedisConnector connector;
  private static RedisClient client;
  private static StatefulRedisConnection<byte[], byte[]> raw;

  private final AtomicInteger loads = new AtomicInteger();
  private final Set<String> loaderThreads = new ConcurrentSkipListSet<>();

  @BeforeAll
  static void launch() throws IOException {
    redis = RedisServer.launch();
    connector = RedisConnector.to(redis.address());
    client = RedisClient.create();
    raw = client.connect(ByteArrayCodec.INSTANCE, uri(redis.address()));
  }

  private static RedisURI uri(RedisAddress address) {
    return RedisURI.Builder.redis(address.host(), address.port())
        .withPassword(address.password().toCharArray())
        .build();
  }

  @AfterAll
  static void stop() {
    raw.close();
    client.shutdown();
    connector.close();
    redis.close();
  }

  @BeforeEach
  void empty() {
    raw.sync().flushall();
  }

  private TieredCacheBuilder<String, String> builder() {
    return TieredCache.<String, String>builder()
        .jitter(0)
        .loader(
            key -> {
              loaderThreads.add(Thread.currentThread().getName());
              return key + "#" + loads.incrementAndGet();
            })
        .l2(connector, Codec.utf8(), CONFIG);
  }

  private static void awaitLink(TieredCache<String, String> cache) {
    await().until(() -> cache.invalidate("link") == Reason.NONE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void twoNodesShareL2() {
    try (TieredCache<String, String> one = builder().build();
        TieredCache<String, String> two = builder().build()) {
      awaitLink(one);
      awaitLink(two);

      assertThat(one.lookup("k").tier()).isEqualTo(Tier.ORIGIN);
      await().until(() -> raw.sync().exists(bytes("it:k")) == 1);
      Lookup<String> shared = two.lookup("k");

      assertThat(shared.value()).isEqualTo("k#1");
      assertThat(shared.tier()).isEqualTo(Tier.L2);
      assertThat(shared.reason()).isEqualTo(Reason.NONE);
      assertThat(shared.age()).isLessThan(Duration.ofSeconds(10));
      assertThat(two.lookup("k").tier()).isEqualTo(Tier.L1);
      assertThat(raw.sync().pttl(bytes("it:k"))).isBetween(20_000L, 30_000L);
    }
  }

  @Test
  void whatIsLeftInRedisBoundsTheCopyInL1() {
    RedisTierConfig brief =
        new RedisTierConfig(Duration.ofMillis(700), Duration.ofMillis(200), 100, "it:", true);
    MemoryTierConfig day = new MemoryTierConfig(10, Duration.ofDays(1), EvictionPolicy.LRU);
    try (TieredCache<String, String> cache =
        builder().l1(day).l2(connector, Codec.utf8(), brief).build()) {
      awaitLink(cache);
      cache.fill("k", "old", FillTiers.L2, Duration.ofMillis(300)).join();
      Lookup<String> copied = cache.lookup("k");
      assertThat(copied.tier()).isEqualTo(Tier.L2);
      assertThat(copied.age()).isBetween(Duration.ofMillis(300), Duration.ofMillis(700));

      await().atMost(Duration.ofSeconds(2)).until(() -> cache.get("k").equals("k#1"));
    }
  }

  /** Ages go to Redis as durations, so that nobody's clock matters to anybody else. */
  @ParameterizedTest
  @ValueSource(longs = {-31_557_600, -5, 5, 31_557_600})
  void aWriterWhoseClockIsOffNeitherProlongsNorEndsALife(long offSeconds) {
    RedisTierConfig brief =
        new RedisTierConfig(Duration.ofSeconds(2), Duration.ofMillis(500), 100, "it:", true);
    long offNanos = TimeUnit.SECONDS.toNanos(offSeconds);
    try (TieredCache<String, String> writer =
            builder()
                .ticker(() -> Ticker.system().nanos() + offNanos)
                .l2(connector, Codec.utf8(), brief)
                .build();
        TieredCache<String, String> reader = builder().l2(connector, Codec.utf8(), brief).build()) {
      awaitLink(writer);
      awaitLink(reader);
      writer.put("k", "written");
      Lookup<String> read = reader.lookup("k");

      assertThat(read.value()).isEqualTo("written");
      assertThat(read.tier()).isEqualTo(Tier.L2);
      assertThat(read.age()).isLessThan(Duration.ofSeconds(2));
      await().atMost(Duration.ofSeconds(4)).until(() -> !"written".equals(reader.get("k")));
    }
  }

  @Test
  void damagedBytesAreAMissAndReplaced() {
    try (TieredCache<String, String> cache = builder().withoutL1().build()) {
      awaitLink(cache);
      cache.put("k", "v");
      byte[] sound = raw.sync().get(bytes("it:k"));
      sound[sound.length - 6] ^= 4;
      raw.sync().psetex(bytes("it:k"), 30_000, sound);

      Lookup<String> lookup = cache.lookup("k");

      assertThat(lookup.value()).isEqualTo("k#1");
      assertThat(lookup.reason()).isEqualTo(Reason.L2_CHECKSUM);
      await().until(() -> cache.lookup("k").tier() == Tier.L2);
      assertThat(cache.get("k")).isEqualTo("k#" + loads.get());
      assertThat(cache.stats().l2ReadFailures()).containsEntry(Reason.L2_CHECKSUM, 1L);
    }
  }

  @Test
  void damagedBytesAreServedWhenChecksumsAreOff() {
    RedisTierConfig trusting =
        new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(200), 100, "it:", false);
    try (TieredCache<String, String> cache =
        builder().withoutL1().l2(connector, Codec.utf8(), trusting).build()) {
      awaitLink(cache);
      cache.put("k", "v");
      byte[] sound = raw.sync().get(bytes("it:k"));
      sound[sound.length - 5] ^= 1;
      raw.sync().psetex(bytes("it:k"), 30_000, sound);

      assertThat(cache.get("k")).isEqualTo("w");
    }
  }

  @Test
  void anotherKeysEntryForeignBytesWrongTypesAndEntriesWithoutExpiryAreMissesWithAReason() {
    try (TieredCache<String, String> cache = builder().withoutL1().build()) {
      awaitLink(cache);
      cache.put("k", "v");
      byte[] sound = raw.sync().get(bytes("it:k"));
      raw.sync().psetex(bytes("it:other"), 30_000, sound);
      raw.sync().psetex(bytes("it:foreign"), 30_000, bytes("hello"));
      raw.sync().lpush(bytes("it:list"), bytes("hello"));
      raw.sync().set(bytes("it:k"), sound);

      assertThat(cache.lookup("other").reason()).isEqualTo(Reason.L2_WRONG_KEY);
      assertThat(cache.lookup("foreign").reason()).isEqualTo(Reason.L2_UNDECODABLE);
      assertThat(cache.lookup("list").reason()).isEqualTo(Reason.L2_UNDECODABLE);
      assertThat(cache.lookup("k").reason()).isEqualTo(Reason.L2_UNDECODABLE);
      for (String key : List.of("other", "foreign", "list", "k")) {
        await().until(() -> cache.lookup(key).tier() == Tier.L2);
      }
    }
  }

  @Test
  void readsOnAfterTheServerForgotItsScripts() {
    try (TieredCache<String, String> cache = builder().withoutL1().build()) {
      awaitLink(cache);
      cache.put("k", "v");
      raw.sync().scriptFlush();

      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
    }
  }

  @Test
  void loadersNeverRunOnTheClientsThreads() {
    try (TieredCache<String, String> cache = builder().name("node").build()) {
      awaitLink(cache);
      IntStream.range(0, 200).forEach(i -> cache.get("k" + i));

      assertThat(loaderThreads).isNotEmpty().allMatch(name -> name.startsWith("node-loader-"));
    }
  }

  @Test
  void aPausedRedisCostsItsBudgetAndNoMore() throws IOException {
    RedisTierConfig tight =
        new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(50), 100, "it:", true);
    try (TieredCache<String, String> cache = builder().l2(connector, Codec.utf8(), tight).build()) {
      awaitLink(cache);
      IntStream.range(0, 500).forEach(i -> cache.get("warm" + i));
      redis.pause();
      try {
        long begun = System.nanoTime();
        Lookup<String> lookup = cache.lookup("k");
        long tookMillis = (System.nanoTime() - begun) / 1_000_000;

        assertThat(lookup.reason()).isEqualTo(Reason.L2_TIMEOUT);
        assertThat(tookMillis).isBetween(45L, 500L);
      } finally {
        redis.resume();
      }
    }
  }

  @Test
  void aFullQueueIsRejectedWithoutWaiting() throws IOException {
    RedisTierConfig narrow =
        new RedisTierConfig(Duration.ofSeconds(30), Duration.ofSeconds(2), 10, "it:", true);
    try (TieredCache<String, String> cache =
        builder().l2(connector, Codec.utf8(), narrow).build()) {
      awaitLink(cache);
      redis.pause();
      try {
        List<CompletableFuture<Lookup<String>>> answers =
            IntStream.range(0, 50).mapToObj(i -> cache.lookupAsync("k" + i)).toList();

        assertThat(answers.get(49).join().reason()).isEqualTo(Reason.L2_REJECTED);
        assertThat(answers).allSatisfy(a -> assertThat(a.join().value()).isNotNull());
        assertThat(cache.stats().l2ReadFailures().get(Reason.L2_REJECTED)).isEqualTo(40);
      } finally {
        redis.resume();
      }
    }
  }

  @Test
  void answersThroughAnOutageAndFindsRedisAgain() throws IOException {
    try (RedisServer own = RedisServer.launch();
        TieredCache<String, String> cache =
            builder().withoutL1().l2(own.address(), Codec.utf8(), CONFIG).build()) {
      awaitLink(cache);
      cache.put("k", "v");
      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);

      own.kill();
      List<Lookup<String>> during = new ArrayList<>();
      long begun = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        during.add(cache.lookup("k"));
      }
      long tookMillis = (System.nanoTime() - begun) / 1_000_000;
      own.start();
      await().atMost(Duration.ofSeconds(5)).until(() -> cache.lookup("k").tier() == Tier.L2);

      assertThat(during).allSatisfy(x -> assertThat(x.tier()).isEqualTo(Tier.ORIGIN));
      assertThat(during.get(49).reason()).isEqualTo(Reason.L2_DISCONNECTED);
      assertThat(tookMillis).isLessThan(2_000);
      assertThat(cache.stats().errors()).isZero();
      assertThat(cache.stats().ended()).isEqualTo(cache.stats().lookups());
    }
  }

  @Test
  void startsWhileRedisIsDownAndFindsItLater() throws IOException {
    try (RedisServer own = RedisServer.launch()) {
      own.kill();
      try (TieredCache<String, String> cache =
          builder().withoutL1().l2(own.address(), Codec.utf8(), CONFIG).build()) {
        assertThat(cache.lookup("k").reason()).isEqualTo(Reason.L2_DISCONNECTED);

        own.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> cache.lookup("k").tier() == Tier.L2);
      }
    }
  }

  @Test
  void closingLeavesNoThreadAndNoConnection() {
    Set<String> before = new TreeSet<>(RedisServer.threadNames());
    TieredCache<String, String> cache =
        builder().name("gone").l2(redis.address(), Codec.utf8(), CONFIG).build();
    awaitLink(cache);
    cache.get("k");
    await("connections of this test, of lookups and of the probe").until(() -> connections() == 3);

    cache.close();

    await().until(() -> connections() == 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(before).containsAll(RedisServer.threadNames()));
  }

  private static int connections() {
    return raw.sync().clientList().split("\n").length;
  }
}
