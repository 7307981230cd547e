package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.target.spi.CacheContext;
import dev.cachebench.scenarios.target.spi.Served;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class UserTargetTest {

  private static final byte[] VALUE = {1};

  private final CompletableFuture<byte[]> load = new CompletableFuture<>();

  private UserTarget open(Class<?> type) {
    RedisEndpoint redis = new RedisEndpoint("localhost", 6379, null, "secret", 0);
    return new UserTarget(
        type.getName(),
        new UserClasses(List.of()),
        CacheTargetContract.config(),
        new TargetEnvironment(1, redis, "t:", key -> load, node -> () -> 0L, 1));
  }

  @Test
  void blocksNobodyForABlockingCache() {
    try (UserTarget target = open(MapCache.class)) {
      CompletionStage<Answer> first = target.get(0, "k");
      assertThat(first.toCompletableFuture()).isNotDone();

      load.complete(VALUE);

      assertThat(first.toCompletableFuture().join().outcome()).isEqualTo(Outcome.ORIGIN);
      assertThat(target.get(0, "k").toCompletableFuture().join().outcome()).isEqualTo(Outcome.L1);
    }
  }

  /** Says itself who served. */
  public static final class Talking extends MapCache {
    @Override
    public CompletionStage<Served> get(String key) {
      return Served.by(Served.Tier.valueOf(key), VALUE).now();
    }

    @Override
    public boolean isBlocking() {
      return false;
    }
  }

  @Test
  void believesACacheThatSaysWhoServed() {
    try (UserTarget target = open(Talking.class)) {
      for (Outcome outcome : List.of(Outcome.L1, Outcome.L2, Outcome.STALE, Outcome.ORIGIN)) {
        assertThat(target.get(0, outcome.name()).toCompletableFuture().join().outcome())
            .isEqualTo(outcome);
      }
    }
  }

  /** Throws and answers nothing. */
  public static final class Broken extends MapCache {
    @Override
    public CompletionStage<Served> get(String key) {
      return null;
    }

    @Override
    public CompletionStage<?> put(String key, byte[] value) {
      throw new NoClassDefFoundError("com/example/Missing");
    }

    @Override
    public boolean isBlocking() {
      return false;
    }
  }

  @Test
  void makesWhateverACacheDoesWrongAFailedCall() {
    try (UserTarget target = open(Broken.class)) {
      assertThatThrownBy(() -> target.get(0, "k").toCompletableFuture().join())
          .hasMessageContaining("must answer, but returned null");
      assertThatThrownBy(() -> target.put(0, "k", VALUE).toCompletableFuture().join())
          .hasMessageContaining("com/example/Missing");
    }
  }

  /** Cannot be opened. */
  public static final class Unopened extends MapCache {
    @Override
    public void open(CacheContext opened) {
      throw new IllegalStateException("no such index, " + opened.redis());
    }
  }

  @Test
  void saysThatACacheDidNotOpen() {
    assertThatThrownBy(() -> open(Unopened.class))
        .isInstanceOf(UserCacheException.class)
        .hasMessageEndingWith(
            "failed in open: java.lang.IllegalStateException: no such index, redis://localhost:6379/0");
  }
}
