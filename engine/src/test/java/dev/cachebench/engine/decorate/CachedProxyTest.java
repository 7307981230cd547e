package dev.cachebench.engine.decorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CachedProxyTest {

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicInteger calls = new AtomicInteger();

  /** Errors are not cached. */
  interface Bare {

    @Cached(ttl = "10s")
    String name(long id) throws IOException;
  }

  private String answer(long id) throws IOException {
    int call = calls.incrementAndGet();
    if (id < 0) {
      throw new IOException("no user " + id);
    }
    return id + "#" + call;
  }

  private CachedProxy<Bare> bare() {
    return CachedProxy.of(Bare.class, this::answer, ticker, (method, builder) -> builder.jitter(0));
  }

  /** Like {@link Bare}, with errors cached. */
  interface Careful {

    @Cached(ttl = "10s", keyPrefix = "user", cacheErrors = true, errorTtl = "2s")
    String name(long id) throws IOException;

    String plain(String key);
  }

  private CachedProxy<Careful> careful() {
    Careful target =
        new Careful() {
          @Override
          public String name(long id) throws IOException {
            return answer(id);
          }

          @Override
          public String plain(String key) {
            return key + "#" + calls.incrementAndGet();
          }
        };
    return CachedProxy.of(Careful.class, target, ticker, (method, builder) -> builder.jitter(0));
  }

  @Test
  void answersFromTheCacheForTheTimeToLive() throws IOException {
    try (CachedProxy<Careful> users = careful()) {
      assertThat(users.proxy().name(7)).isEqualTo("7#1");
      assertThat(users.proxy().name(7)).isEqualTo("7#1");
      assertThat(users.proxy().name(8)).isEqualTo("8#2");

      ticker.advance(Duration.ofSeconds(10));

      assertThat(users.proxy().name(7)).isEqualTo("7#3");
      assertThat(users.cache("name").stats().hitsL1()).isEqualTo(1);
    }
  }

  @Test
  void leavesOtherMethodsAlone() {
    try (CachedProxy<Careful> users = careful()) {
      assertThat(users.proxy().plain("a")).isEqualTo("a#1");
      assertThat(users.proxy().plain("a")).isEqualTo("a#2");
      assertThat(users.proxy()).isEqualTo(users.proxy()).isNotEqualTo("other");
      assertThat(users.proxy().toString()).startsWith("cached Careful of ");
    }
  }

  @Test
  void answersAnErrorFromTheCacheForItsOwnTime() {
    try (CachedProxy<Careful> users = careful()) {
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> users.proxy().name(-1))
            .isInstanceOf(IOException.class)
            .hasMessage("no user -1");
      }
      assertThat(calls).hasValue(1);

      ticker.advance(Duration.ofSeconds(2));

      assertThatThrownBy(() -> users.proxy().name(-1)).isInstanceOf(IOException.class);
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void callsAgainAfterAnErrorWhenErrorsAreNotCached() {
    try (CachedProxy<Bare> users = bare()) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> users.proxy().name(-1)).hasMessage("no user -1");
      }
      assertThat(calls).hasValue(3);
    }
  }

  @Test
  void forgetsWhatIsInvalidatedAnErrorIncluded() throws IOException {
    try (CachedProxy<Careful> users = careful()) {
      assertThat(users.proxy().name(7)).isEqualTo("7#1");
      assertThatThrownBy(() -> users.proxy().name(-1)).isInstanceOf(IOException.class);

      users.invalidate("name", 7L);
      users.invalidate("name", -1L);

      assertThat(users.proxy().name(7)).isEqualTo("7#3");
      assertThatThrownBy(() -> users.proxy().name(-1)).isInstanceOf(IOException.class);
      assertThat(calls).hasValue(4);
    }
  }

  private static void refuses(Class<?> type, String message) {
    assertThatThrownBy(() -> wrap(type)).hasMessage(message);
  }

  private static <T> void wrap(Class<T> type) {
    Object target =
        java.lang.reflect.Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> null);
    CachedProxy.of(type, type.cast(target)).close();
  }

  interface NoTtl {
    @Cached(ttl = "soon")
    String get(String key);
  }

  interface ErrorsLongerThanValues {
    @Cached(ttl = "1s", cacheErrors = true, errorTtl = "1m")
    String get(String key);
  }

  interface ErrorTtlForNothing {
    @Cached(ttl = "1s", errorTtl = "1s")
    String get(String key);
  }

  interface ReturnsNothing {
    @Cached(ttl = "1s")
    void get(String key);
  }

  interface ReturnsLater {
    @Cached(ttl = "1s")
    CompletableFuture<String> get(String key);
  }

  interface ForgetsATenant {
    @Cached(ttl = "1s", key = "{0}")
    String get(String key, String tenant);
  }

  interface SameKeys {
    @Cached(ttl = "1s", keyPrefix = "k")
    String one(String key);

    @Cached(ttl = "1s", keyPrefix = "k")
    String two(String key);
  }

  interface Nothing {
    String get(String key);
  }

  @Test
  void refusesWhatContradictsItself() {
    refuses(
        NoTtl.class,
        "NoTtl.get: ttl must be a duration such as 300ms, 5s, 10m, 2h or 1d, but was `soon`");
    refuses(
        ErrorsLongerThanValues.class,
        "ErrorsLongerThanValues.get: errorTtl must be at most the ttl, 1s, but was 1m");
    refuses(
        ErrorTtlForNothing.class,
        "ErrorTtlForNothing.get: errorTtl must go with `cacheErrors = true`,"
            + " but errors are not cached");
    refuses(
        ReturnsNothing.class,
        "ReturnsNothing.get must return something to be cached, but returns nothing");
    refuses(
        ReturnsLater.class,
        "ReturnsLater.get must return a value, but returns a CompletableFuture:"
            + " cache what it brings with TieredCache.getAsync");
    refuses(
        ForgetsATenant.class,
        "ForgetsATenant.get: every parameter must be in `key` or in `ignored`, but {1} is in none");
    refuses(Nothing.class, "Nothing must have a method with @Cached, but has none");
    assertThatThrownBy(() -> CachedProxy.of(String.class, "target"))
        .hasMessage("type must be an interface, but was the class String");
    assertThatThrownBy(() -> wrap(SameKeys.class))
        .hasMessageContaining("are both k:{}: give one a keyPrefix");
  }
}
