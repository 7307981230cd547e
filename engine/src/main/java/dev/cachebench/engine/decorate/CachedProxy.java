package dev.cachebench.engine.decorate;

import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.TieredCacheBuilder;
import dev.cachebench.engine.time.Ticker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An interface whose {@link Cached} methods are answered from caches; the others go straight to the
 * target.
 *
 * <p>Each such method has a cache of its own: an L1 of 10,000 entries, unless the customizer says
 * otherwise. Its loads run on that cache's threads, not on the caller's, so what the target keeps
 * in thread locals is not there. A call that the target makes to itself is not intercepted. Errors
 * are thrown as the target threw them, and are logged once a kind and 10 s, with the number left
 * out.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> the interface
 */
public final class CachedProxy<T> implements AutoCloseable {

  private final Class<T> type;
  private final Object target;
  private final Map<Method, CachedMethod> methods;
  private final T proxy;

  private CachedProxy(Class<T> type, Object target, Map<Method, CachedMethod> methods) {
    this.type = type;
    this.target = target;
    this.methods = methods;
    this.proxy =
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> invoke(method, arguments)));
  }

  /**
   * Wraps a target, each method's cache in memory.
   *
   * @throws IllegalArgumentException when what the annotations say contradicts itself or the method
   */
  public static <T> CachedProxy<T> of(Class<T> type, T target) {
    return of(type, target, Ticker.system(), (method, builder) -> {});
  }

  /**
   * Wraps a target.
   *
   * @param type the interface
   * @param target what answers when no cache does
   * @param ticker the clock of every life
   * @param customizer may change each method's cache before it is built: L2, breaker, limits; lives
   *     longer than the annotation's ttl make no difference
   * @throws IllegalArgumentException when what the annotations say contradicts itself or the method
   */
  public static <T> CachedProxy<T> of(
      Class<T> type,
      T target,
      Ticker ticker,
      BiConsumer<Method, TieredCacheBuilder<CachedCall, Object>> customizer) {
    Objects.requireNonNull(target, "target");
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          "type must be an interface, but was the class " + type.getSimpleName());
    }
    Map<Method, CachedMethod> methods = new LinkedHashMap<>();
    try {
      for (Method method : type.getMethods()) {
        Cached settings = method.getAnnotation(Cached.class);
        if (settings != null) {
          methods.put(method, new CachedMethod(method, target, settings, ticker, customizer));
        }
      }
      check(type, methods);
    } catch (RuntimeException e) {
      methods.values().forEach(CachedMethod::close);
      throw e;
    }
    return new CachedProxy<>(type, target, methods);
  }

  private static void check(Class<?> type, Map<Method, CachedMethod> methods) {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " must have a method with @Cached, but has none");
    }
    Map<String, Method> shapes = new HashMap<>();
    for (CachedMethod cached : methods.values()) {
      Method other = shapes.put(cached.shape(), cached.method());
      if (other != null) {
        List<String> names =
            new ArrayList<>(List.of(other.toGenericString(), cached.method().toGenericString()));
        names.sort(null);
        throw new IllegalArgumentException(
            "keys of different methods must differ, but those of "
                + names.get(0)
                + " and "
                + names.get(1)
                + " are both "
                + cached.shape()
                + ": give one a keyPrefix");
      }
    }
  }

  /** Returns the wrapped interface. */
  public T proxy() {
    return proxy;
  }

  /** Removes what a cached method would answer to these arguments, an error included. */
  public void invalidate(String methodName, @Nullable Object... arguments) {
    CachedMethod cached = find(methodName, arguments.length);
    cached.invalidate(arguments.length == 0 ? null : arguments);
  }

  /** Returns the cache of a method, for its counts; it is closed with this. */
  public TieredCache<CachedCall, Object> cache(String methodName) {
    return find(methodName, -1).cache();
  }

  private CachedMethod find(String name, int parameters) {
    return methods.values().stream()
        .filter(
            cached ->
                cached.method().getName().equals(name)
                    && (parameters < 0 || cached.method().getParameterCount() == parameters))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "method must have @Cached and as many parameters, but was " + name));
  }

  private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    CachedMethod cached = methods.get(method);
    if (cached != null) {
      return cached.call(arguments);
    }
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return arguments != null && arguments[0] == proxy;
    }
    if (method.getDeclaringClass() == Object.class && method.getName().equals("toString")) {
      return "cached " + type.getSimpleName() + " of " + target;
    }
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** Closes the caches. */
  @Override
  public void close() {
    methods.values().forEach(CachedMethod::close);
  }
}
