package dev.cachebench.engine.decorate;

import dev.cachebench.engine.CacheException;
import dev.cachebench.engine.LoadFailedException;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.expiry.ErrorCacheConfig;
import dev.cachebench.engine.memory.EvictionPolicy;
import dev.cachebench.engine.memory.MemoryTierConfig;
import dev.cachebench.engine.time.Ticker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One method with its cache. */
final class CachedMethod implements AutoCloseable {

  private static final Duration ERROR_TTL = Duration.ofSeconds(1);
  private static final int CAPACITY = 10_000;
  private static final int ERRORS = 1_000;

  private final Method method;
  private final Object target;
  private final KeyTemplate template;
  private final ErrorLog errors;
  private final TieredCache<CachedCall, Object> cache;

  CachedMethod(
      Method method,
      Object target,
      Cached settings,
      Ticker ticker,
      BiConsumer<Method, TieredCacheBuilder<CachedCall, Object>> customizer) {
    this.method = method;
    this.target = target;
    Duration ttl = Durations.parse(settings.ttl(), name(method) + ": ttl");
    Duration errorTtl = errorTtl(settings, ttl);
    checkReturn();
    String prefix =
        settings.keyPrefix().isEmpty()
            ? method.getDeclaringClass().getSimpleName() + '.' + method.getName()
            : settings.keyPrefix();
    template = new KeyTemplate(method, prefix, settings.key(), List.of(settings.ignored()));
    errors = new ErrorLog(name(method), ticker);
    TieredCacheBuilder<CachedCall, Object> builder =
        TieredCache.<CachedCall, Object>builder()
            .name(method.getName())
            .ticker(ticker)
            .l1(new MemoryTierConfig(CAPACITY, ttl, EvictionPolicy.W_TINYLFU))
            .entryTtl((key, value) -> ttl);
    if (errorTtl != null) {
      builder.errorCache(new ErrorCacheConfig(errorTtl, 1, errorTtl, ERRORS));
    }
    customizer.accept(method, builder);
    method.trySetAccessible();
    cache = builder.loader(this::load).build();
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + '.' + method.getName();
  }

  private @Nullable Duration errorTtl(Cached settings, Duration ttl) {
    String name = name(method) + ": errorTtl";
    if (!settings.cacheErrors()) {
      if (!settings.errorTtl().isEmpty()) {
        throw new IllegalArgumentException(
            name + " must go with `cacheErrors = true`, but errors are not cached");
      }
      return null;
    }
    Duration errorTtl =
        settings.errorTtl().isEmpty()
            ? ttl.compareTo(ERROR_TTL) < 0 ? ttl : ERROR_TTL
            : Durations.parse(settings.errorTtl(), name);
    if (errorTtl.compareTo(ttl) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be at most the ttl, "
              + settings.ttl()
              + ", but was "
              + settings.errorTtl());
    }
    return errorTtl;
  }

  private void checkReturn() {
    Class<?> type = method.getReturnType();
    if (type == void.class || type == Void.class) {
      throw new IllegalArgumentException(
          name(method) + " must return something to be cached, but returns nothing");
    }
    if (CompletionStage.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          name(method)
              + " must return a value, but returns a "
              + type.getSimpleName()
              + ": cache what it brings with TieredCache.getAsync");
    }
  }

  String shape() {
    return template.shape();
  }

  Method method() {
    return method;
  }

  TieredCache<CachedCall, Object> cache() {
    return cache;
  }

  @Nullable Object call(@Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return cache.get(key(arguments));
    } catch (LoadFailedException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      errors.failed(cause);
      throw isDeclared(cause) ? cause : e;
    } catch (CacheException e) {
      errors.failed(e);
      throw e;
    }
  }

  private CachedCall key(@Nullable Object @Nullable [] arguments) {
    return new CachedCall(template.key(arguments), arguments);
  }

  private boolean isDeclared(Throwable error) {
    return error instanceof RuntimeException
        || error instanceof Error
        || List.of(method.getExceptionTypes()).stream().anyMatch(type -> type.isInstance(error));
  }

  private @Nullable Object load(CachedCall call) throws Exception {
    try {
      return method.invoke(target, call.arguments());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  void invalidate(@Nullable Object @Nullable [] arguments) {
    cache.invalidate(key(arguments));
  }

  @Override
  public void close() {
    cache.close();
  }
}
