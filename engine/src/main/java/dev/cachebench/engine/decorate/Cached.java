package dev.cachebench.engine.decorate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method of an interface is answered from a cache, once {@link CachedProxy} wraps it.
 *
 * <p>Durations are written as {@code 300ms}, {@code 5s}, {@code 10m}, {@code 2h} or {@code 1d}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cached {

  /** How long an answer is served. */
  String ttl();

  /** What every key begins with; default: the interface's and the method's name. */
  String keyPrefix() default "";

  /**
   * The rest of the key: text with parameters in braces, {@code {0}} or, where classes are compiled
   * with {@code -parameters}, {@code {name}}; {@code {user.id}} asks the parameter, {@code
   * {token:hash}} writes a digest. Every parameter is used, unless it is {@link #ignored}. Default:
   * all parameters in their order.
   */
  String key() default "";

  /** Parameters that make no difference to the answer, by name or number. */
  String[] ignored() default {};

  /** Whether an error is answered from the cache, too; for {@link #errorTtl}. */
  boolean cacheErrors() default false;

  /**
   * How long an error is served at most, and half of that at least, by chance, so that callers do
   * not try again together; at most {@link #ttl}; needs {@link #cacheErrors}; default 1s.
   */
  String errorTtl() default "";
}
