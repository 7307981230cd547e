package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every target does, whatever it is made of. */
abstract class CacheTargetContract {

  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  private static EmbeddedRedis redis;

  final Map<String, byte[]> committed = new ConcurrentHashMap<>(Map.of("k", OLD));
  final AtomicInteger loads = new AtomicInteger();
  CacheTarget target;

  abstract CacheTarget create(CacheConfig cache, TargetEnvironment environment);

  /** Returns whether a second get is spared the origin. */
  boolean caches() {
    return true;
  }

  /** Returns whether another node finds in Redis what this one loaded. */
  boolean shares() {
    return true;
  }

  @BeforeAll
  static void startRedis(@TempDir Path directory) throws IOException {
    redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void open() {
    target = create(config(), environment());
  }

  @AfterEach
  void close() {
    target.close();
    try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      admin.flush();
    }
  }

  static CacheConfig config() {
    return new CacheConfig(
        new L1Config(true, 100, Duration.ofSeconds(60), L1Config.Policy.W_TINYLFU),
        new L2Config(true, Duration.ofSeconds(60), Duration.ofSeconds(2), 1_000),
        0,
        true,
        true,
        true);
  }

  TargetEnvironment environment() {
    return new TargetEnvironment(2, redis.endpoint(), "t:", origin(), node -> () -> 1_000_000L, 42);
  }

  private Origin origin() {
    return key -> {
      loads.incrementAndGet();
      byte[] value = committed.get(key);
      return key.equals("broken")
          ? CompletableFuture.failedFuture(new IllegalStateException("origin is broken"))
          : CompletableFuture.completedFuture(value);
    };
  }

  static Collection<Long> livesMillis() {
    try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      return admin.timesToLive().values();
    }
  }

  static <T> T result(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Answer get(int node) throws Exception {
    return result(target.get(node, "k"));
  }

  @Test
  void loadsWhatItDoesNotHave() throws Exception {
    Answer answer = get(0);

    assertThat(answer.outcome()).isEqualTo(Outcome.ORIGIN);
    assertThat(answer.value()).isEqualTo(OLD);
    assertThat(loads).hasValue(1);
  }

  @Test
  void servesTheSecondGetWithoutTheOriginIfItCaches() throws Exception {
    get(0);
    if (caches()) {
      await().untilAsserted(() -> assertThat(get(0).outcome().isHit()).isTrue());
    } else {
      assertThat(get(0).outcome()).isEqualTo(Outcome.ORIGIN);
    }
  }

  @Test
  void sharesWhatWasLoadedThroughRedis() throws Exception {
    get(0);
    if (shares()) {
      await().untilAsserted(() -> assertThat(get(1).value()).isEqualTo(OLD));
      await().untilAsserted(() -> assertThat(get(1).outcome().isHit()).isTrue());
    }
  }

  @Test
  void servesAPutValueFromTheNodeThatWroteIt() throws Exception {
    get(0);
    committed.put("k", NEW);
    result(target.put(0, "k", NEW));

    assertThat(get(0).value()).isEqualTo(NEW);
  }

  @Test
  void loadsAgainAfterAnInvalidation() throws Exception {
    get(0);
    if (caches()) {
      await().until(() -> get(0).outcome().isHit());
    }
    committed.put("k", NEW);
    result(target.invalidate(0, "k"));

    assertThat(get(0).value()).isEqualTo(NEW);
  }

  @Test
  void answersThatAKeyDoesNotExist() throws Exception {
    assertThat(result(target.get(0, "nobody")).value()).isNull();
  }

  @Test
  void passesAFailureOfTheOriginOn() {
    assertThatThrownBy(() -> result(target.get(0, "broken")))
        .hasStackTraceContaining("origin is broken");
  }

  @Test
  void servesWhatWasPreloaded() throws Exception {
    result(target.preload("k", OLD, CacheTarget.PreloadTiers.ALL, 0.5));

    assertThat(get(1).outcome().isHit()).isEqualTo(caches());
  }

  @Test
  void loadsAgainAfterEveryCopyHasExpired() throws Exception {
    result(target.preload("k", OLD, CacheTarget.PreloadTiers.ALL, 0));
    try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      admin.flush();
    }
    target.expireL1();

    assertThat(get(0).outcome()).isEqualTo(Outcome.ORIGIN);
  }

  @Test
  void writesOnlyUnderItsPrefixAndAlwaysWithATimeToLive() throws Exception {
    get(0);
    result(target.put(0, "k", NEW));
    try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      Map<String, Long> lives = admin.timesToLive();

      assertThat(lives.keySet()).allMatch(key -> key.startsWith("t:"));
      assertThat(lives.values()).allMatch(millis -> millis > 0);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    target.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.startsWith("lettuce-")));
    target = create(config(), environment());
  }

  private static Set<@Nullable String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
