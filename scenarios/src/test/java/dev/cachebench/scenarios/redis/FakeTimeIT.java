package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cachebench.scenarios.fault.clock.RedisClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wall clock of a real server, moved while it runs. */
class FakeTimeIT {

  private static final Duration MINUTE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private EmbeddedRedis start() throws IOException {
    try {
      return EmbeddedRedis.startWithFakeTime(FakeTime.installed(), directory.resolve("redis.log"));
    } catch (EnvironmentException e) {
      System.out.println("SKIPPED FakeTimeIT: " + e.getMessage() + "; " + e.hint());
      return abort(e.getMessage());
    }
  }

  private static void set(EmbeddedRedis redis, String key, Duration life) {
    RedisClient client = RedisClient.create();
    try (StatefulRedisConnection<String, String> connection =
        RedisUris.connect(client, redis.endpoint(), io.lettuce.core.codec.StringCodec.UTF8)) {
      connection.sync().set(key, "value", SetArgs.Builder.px(life));
    } finally {
      client.shutdown();
    }
  }

  @Test
  void endsForwardWhatHasLessLeftAndShortensTheRest() throws IOException {
    try (EmbeddedRedis redis = start();
        RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      set(redis, "short", MINUTE);
      set(redis, "long", MINUTE.multipliedBy(3));
      List<RedisClock.Census> counted = new ArrayList<>();

      new RedisClock(redis, admin, 0, counted::add).shift(MINUTE.multipliedBy(2));

      assertThat(admin.timesToLive()).containsOnlyKeys("long");
      assertThat(admin.timesToLive().get("long")).isCloseTo(60_000L, within(10_000L));
      assertThat(counted).containsExactly(new RedisClock.Census(2, 1));
    }
  }

  @Test
  void lengthensLivesWhenSetBack() throws IOException {
    try (EmbeddedRedis redis = start();
        RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      set(redis, "key", MINUTE);

      redis.shiftClock(Duration.ofHours(-1));

      assertThat(admin.timesToLive().get("key")).isCloseTo(3_660_000L, within(10_000L));
    }
  }

  @Test
  void aServerInItsPlaceHasTheSameClock() throws IOException {
    try (EmbeddedRedis redis = start()) {
      redis.shiftClock(Duration.ofHours(10));
      redis.kill();
      redis.restart();

      try (RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
        assertThat(admin.clockMillis() - System.currentTimeMillis())
            .isCloseTo(Duration.ofHours(10).toMillis(), within(10_000L));
      }
    }
  }

  @Test
  void aServerWithoutItCannotBeMoved() throws IOException {
    Path log = directory.resolve("redis.log");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), log)) {
      assertThatThrownBy(() -> redis.shiftClock(MINUTE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("libfaketime");
    }
  }

  @Test
  void aClockThatDoesNotMoveIsNoticed() throws IOException {
    Path log = directory.resolve("redis.log");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), log);
        RedisAdmin admin = new RedisAdmin(redis.endpoint())) {
      RedisClock clock = new RedisClock(new Unmoved(), admin, 0, census -> {});

      assertThatThrownBy(() -> clock.shift(MINUTE)).hasMessageContaining("instead of 60000 ms");
    }
  }

  @Test
  void namesThePackageWhereItIsMissing() throws IOException {
    Files.createDirectories(directory.resolve("x86_64/faketime"));

    assertThatThrownBy(() -> FakeTime.in(List.of(directory, directory.resolve("none"))))
        .isInstanceOfSatisfying(
            EnvironmentException.class,
            e -> assertThat(e.hint()).contains("apt-get install libfaketime"));
  }

  /** Says yes and does nothing. */
  private static final class Unmoved implements RedisControl {

    @Override
    public void kill() {}

    @Override
    public void restart() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void shiftClock(Duration offset) {}
  }
}
