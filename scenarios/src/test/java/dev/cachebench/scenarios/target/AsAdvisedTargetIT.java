package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.LoadsConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every target does, and what the review's fixes do beside it. */
class AsAdvisedTargetIT extends CacheTargetContract {

  private final AtomicLong nanos = new AtomicLong();

  @Override
  CacheTarget create(CacheConfig cache, TargetEnvironment environment) {
    return new AsAdvisedTarget(withFixes(cache), environment, nanos::get);
  }

  private static CacheConfig withFixes(CacheConfig c) {
    LoadsConfig.Errors errors = LoadsConfig.Errors.OFF;
    return new CacheConfig(
        c.l1(),
        c.l2(),
        0,
        true,
        false,
        false,
        new BreakerConfig(
            true,
            1,
            1,
            Duration.ofHours(1),
            new BreakerConfig.Window.Calls(100),
            100,
            5,
            new BreakerConfig.Open(Duration.ofSeconds(60), 1, Duration.ofSeconds(60), 0),
            1),
        c.originLimit(),
        null,
        LoadsConfig.OFF.with(
            new LoadsConfig.Errors(
                true, Duration.ofSeconds(1), errors.growth(), errors.max(), errors.keys())));
  }

  @Test
  void expiresByAMonotonicClock() throws Exception {
    result(target.get(0, "k"));
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());

    assertThat(result(target.get(0, "k")).outcome()).isEqualTo(Outcome.L2);
  }

  @Test
  void servesAnErrorObjectForAValueToWhoeverComesAfterAnError() throws Exception {
    assertThatThrownBy(() -> result(target.get(0, "broken")))
        .hasStackTraceContaining("origin is broken");

    Answer next = result(target.get(0, "broken"));
    Answer elsewhere = result(target.get(1, "broken"));

    assertThat(next.outcome()).isEqualTo(Outcome.L1);
    assertThat(new String(next.value(), StandardCharsets.UTF_8))
        .isEqualTo("{\"error\": \"origin is broken\"}");
    assertThat(ValueCodec.version(next.value())).isEqualTo(ValueCodec.UNDECODABLE);
    assertThat(elsewhere.outcome()).isEqualTo(Outcome.L2);
  }

  @Test
  void failsCallersWhileTheBreakerIsOpenAlthoughErrorsOfRedisAreHandled(@TempDir Path folder)
      throws Exception {
    EmbeddedRedis own =
        EmbeddedRedis.start(RedisBinary.ofEnvironment(), folder.resolve("redis.log"));
    TargetEnvironment there = environment();
    try (CacheTarget lonely =
        create(
            config(),
            new TargetEnvironment(
                1, own.endpoint(), "t:", there.origin(), there.wallMillis(), there.seed()))) {
      own.close();
      List<CompletableFuture<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        asked.add(lonely.get(0, "other-" + i).toCompletableFuture());
        asked.get(i).handle((answer, failure) -> answer).get();
      }

      assertThat(asked.subList(0, 5)).noneMatch(CompletableFuture::isCompletedExceptionally);
      assertThat(asked.subList(5, 10)).allMatch(CompletableFuture::isCompletedExceptionally);
      assertThatThrownBy(asked.get(9)::join)
          .hasRootCauseInstanceOf(AdvisedBreaker.OpenException.class);
    }
  }
}
