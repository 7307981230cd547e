package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.engine.breaker.BreakerConfig;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.breaker.BreakerWindow;
import dev.cachebench.engine.breaker.OpenTime;
import dev.cachebench.engine.redis.Codec;
import dev.cachebench.engine.redis.ConnectionConfig;
import dev.cachebench.engine.redis.PayloadConfig;
import dev.cachebench.engine.redis.RedisAddress;
import dev.cachebench.engine.redis.RedisTierConfig;
import dev.cachebench.engine.testing.RedisServer;
import dev.cachebench.engine.testing.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several connections, black holes, large values, on a real Redis. */
@Timeout(60)
class ConnectionsIT {

  private static final RedisTierConfig CONFIG =
      new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(300), 1_000, "it:", true);
  private static final Duration PROBE = Duration.ofMillis(200);

  /** Opens at the third failure, for an hour. */
  private static final BreakerConfig STUBBORN =
      new BreakerConfig(
          0.5,
          1,
          Duration.ofSeconds(10),
          BreakerWindow.calls(3),
          3,
          0,
          OpenTime.constant(Duration.ofHours(1)),
          1);

  private final List<Boolean> health = new CopyOnWriteArrayList<>();
  private RedisServer redis;
  private Relay relay;

  @BeforeEach
  void launch() throws IOException {
    redis = RedisServer.launch();
    relay = new Relay(redis.address().port());
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    redis.close();
  }

  private TieredCacheBuilder<String, String> builder(RedisTierConfig config) {
    RedisAddress address =
        RedisAddress.of("127.0.0.1", relay.port()).withPassword(redis.address().password());
    return TieredCache.<String, String>builder()
        .loader(key -> key)
        .withoutL1()
        .l2(address, Codec.utf8(), config)
        .listener(
            new CacheListener() {
              @Override
              public void l2HealthChanged(boolean isUp) {
                health.add(isUp);
              }
            });
  }

  private static void awaitLinks(TieredCache<String, String> cache, int keys) {
    for (int i = 0; i < keys; i++) {
      String key = "link-" + i;
      await().until(() -> cache.invalidate(key) == Reason.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void opensAsManyConnectionsAsAskedForAndOneMoreToProbe(int count) {
    ConnectionConfig connections = new ConnectionConfig(count, PROBE, null, true);
    try (TieredCache<String, String> cache = builder(CONFIG.with(connections)).build()) {
      awaitLinks(cache, 50);
      await().until(() -> relay.connections() == count + 1);

      for (int i = 0; i < 50; i++) {
        assertThat(cache.lookup("k-" + i).reason()).isEqualTo(Reason.NONE);
        String key = "k-" + i;
        await().until(() -> cache.lookup(key).tier() == Tier.L2);
      }
      assertThat(relay.connections()).isEqualTo(count + 1);
    }
  }

  @Test
  void aBlackHoleIsNoticedWhileTheBreakerIsOpen() {
    ConnectionConfig probed = new ConnectionConfig(2, PROBE, null, true);
    ConnectionConfig unprobed = new ConnectionConfig(2, null, null, true);
    try (TieredCache<String, String> cache =
            builder(CONFIG.with(probed)).breaker(STUBBORN).build();
        TieredCache<String, String> blind = builder(CONFIG.with(unprobed)).build()) {
      awaitLinks(cache, 10);
      awaitLinks(blind, 10);
      await().until(() -> health.contains(true));

      relay.blackHole();
      await()
          .until(
              () -> {
                cache.lookup("k");
                return cache.breakerState() == BreakerState.OPEN;
              });
      await()
          .until(
              () ->
                  cache.lookup("k").reason() == Reason.NONE
                      && cache.breakerState() == BreakerState.CLOSED);

      await().until(() -> cache.stats().l2ConnectionsReplaced() == 2);
      assertThat(health).endsWith(false, true);
      assertThat(blind.lookup("k").reason()).isEqualTo(Reason.L2_TIMEOUT);
      assertThat(blind.stats().l2ConnectionsReplaced()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRedisThatIsSlowAndDoesNotFailOpensTheBreakerWithinItsWindow(boolean hasBreaker) {
    RedisTierConfig brief =
        new RedisTierConfig(Duration.ofSeconds(30), Duration.ofMillis(100), 1_000, "it:", true);
    TieredCacheBuilder<String, String> builder =
        builder(brief.with(new ConnectionConfig(1, null, null, false)));
    if (hasBreaker) {
      builder.breaker(STUBBORN);
    }
    try (TieredCache<String, String> cache = builder.build()) {
      awaitLinks(cache, 1);
      relay.slowDown(Duration.ofSeconds(2));

      for (int i = 0; i < 10; i++) {
        assertThat(cache.get("k-" + i)).isEqualTo("k-" + i);
      }

      long paid = cache.stats().l2ReadFailures().get(Reason.L2_TIMEOUT);
      long spared = cache.stats().l2ReadFailures().get(Reason.CIRCUIT_OPEN);
      assertThat(paid + spared).isEqualTo(10);
      assertThat(paid).isBetween(1L, hasBreaker ? 3L : 10L);
      assertThat(spared > 0).isEqualTo(hasBreaker);
    }
  }

  @Test
  void aValueBeyondTheLimitIsNotKeptInL2AndNeitherIsTheOneBefore() {
    PayloadConfig small = new PayloadConfig(PayloadConfig.OFF, 100);
    try (TieredCache<String, String> cache = builder(CONFIG.with(small)).build()) {
      awaitLinks(cache, 1);
      assertThat(cache.put("k", "x".repeat(100))).isEqualTo(Reason.NONE);
      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);

      assertThat(cache.put("k", "x".repeat(101))).isEqualTo(Reason.L2_TOO_LARGE);

      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.ORIGIN);
      assertThat(cache.stats().l2Failures(Reason.L2_TOO_LARGE)).isEqualTo(1);
    }
  }

  @Test
  void largeValuesAreCompressedAndComeBack() {
    PayloadConfig packed = new PayloadConfig(1_000, PayloadConfig.OFF);
    String value = "all work and no play ".repeat(1_000);
    try (TieredCache<String, String> cache = builder(CONFIG.with(packed)).build();
        TieredCache<String, String> other = builder(CONFIG).build()) {
      awaitLinks(cache, 1);
      awaitLinks(other, 1);
      cache.put("k", value);

      assertThat(cache.lookup("k").tier()).isEqualTo(Tier.L2);
      assertThat(other.lookup("k").value()).isEqualTo(value);
      assertThat(other.lookup("k").tier()).isEqualTo(Tier.L2);
    }
  }
}
