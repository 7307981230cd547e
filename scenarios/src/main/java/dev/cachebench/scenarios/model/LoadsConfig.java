package dev.cachebench.scenarios.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a cache does around its loads, each a switch.
 *
 * @param background how long callers wait for loads, which go on without them
 * @param retry which failed loads are tried again
 * @param negative how absent keys are remembered
 * @param errors how failing keys are remembered
 * @param early loads before the end of a life, at random
 * @param ahead loads before the end of a life, by rule
 */
public record LoadsConfig(
    Background background,
    Retry retry,
    Negative negative,
    Errors errors,
    Early early,
    Ahead ahead) {

  /** Nothing of it. */
  public static final LoadsConfig OFF =
      new LoadsConfig(Background.OFF, Retry.OFF, Negative.OFF, Errors.OFF, Early.OFF, Ahead.OFF);

  /**
   * How long callers wait.
   *
   * @param enabled whether there is a limit
   * @param soft until they get an old value, at least 1 ms; default 100 ms
   * @param hard until they get an error, at least the soft one; default 2 s
   */
  public record Background(boolean enabled, Duration soft, Duration hard) {

    /** They wait for as long as it takes. */
    public static final Background OFF =
        new Background(false, Duration.ofMillis(100), Duration.ofSeconds(2));
  }

  /**
   * Which failed loads are tried again.
   *
   * @param enabled whether any are
   * @param ratio tries that a load which succeeds is worth, above 0 to 1; default 0.1
   * @param reserve tries that may be saved up, 1 or more; default 10
   * @param retries tries of one load on top of the first, 1 or more; default 1
   * @param backOff wait before the first of them, at least 1 ms; default 20 ms
   */
  public record Retry(boolean enabled, double ratio, int reserve, int retries, Duration backOff) {

    /** None is. */
    public static final Retry OFF = new Retry(false, 0.1, 10, 1, Duration.ofMillis(20));
  }

  /**
   * How absent keys are remembered.
   *
   * @param enabled whether they are
   * @param ttl for how long; longer than values live counts as that; default 5 s
   * @param keys how many at once, 1 or more; default 1,000
   */
  public record Negative(boolean enabled, Duration ttl, int keys) {

    /** They are not. */
    public static final Negative OFF = new Negative(false, Duration.ofSeconds(5), 1_000);
  }

  /**
   * How failing keys are remembered.
   *
   * @param enabled whether they are
   * @param first for how long after the first failure, at least 1 ms; default 1 s
   * @param growth factor from one failure in a row to the next, 1 to 10; default 1.5
   * @param max for how long at most, at least the first; default 30 s
   * @param keys how many at once, 1 or more; default 1,000
   */
  public record Errors(boolean enabled, Duration first, double growth, Duration max, int keys) {

    /** They are not. */
    public static final Errors OFF =
        new Errors(false, Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30), 1_000);
  }

  /**
   * Loads at random before the end of a life (XFetch).
   *
   * @param enabled whether there are any
   * @param beta how eagerly, above 0 to 10; default 1
   * @param minFresh share of a life without any, 0 to below 1; default 0.5
   * @param maxDelta longest time of a load that is reckoned with; default 5 s
   */
  public record Early(boolean enabled, double beta, double minFresh, Duration maxDelta) {

    /** There are none. */
    public static final Early OFF = new Early(false, 1, 0.5, Duration.ofSeconds(5));
  }

  /**
   * Loads by rule before the end of a life.
   *
   * @param enabled whether there are any
   * @param at share of a life after which a hit loads, above 0 to 1; default 0.8
   * @param every period of loads without any hit, at least 10 ms; null for none
   * @param stopAfter how long a key must be unused for those to end; default 60 s
   * @param concurrency how many of those at once, 1 or more; default 4
   * @param keys keys with those, 1 or more; default 1,000
   */
  public record Ahead(
      boolean enabled,
      double at,
      @Nullable Duration every,
      Duration stopAfter,
      int concurrency,
      int keys) {

    /** There are none. */
    public static final Ahead OFF = new Ahead(false, 0.8, null, Duration.ofSeconds(60), 4, 1_000);
  }

  /** Returns the same but for callers' patience. */
  public LoadsConfig with(Background other) {
    return new LoadsConfig(other, retry, negative, errors, early, ahead);
  }

  /** Returns the same but for further tries. */
  public LoadsConfig with(Retry other) {
    return new LoadsConfig(background, other, negative, errors, early, ahead);
  }

  /** Returns the same but for absent keys. */
  public LoadsConfig with(Negative other) {
    return new LoadsConfig(background, retry, other, errors, early, ahead);
  }

  /** Returns the same but for failing keys. */
  public LoadsConfig with(Errors other) {
    return new LoadsConfig(background, retry, negative, other, early, ahead);
  }

  /** Returns the same but for early expiry. */
  public LoadsConfig with(Early other) {
    return new LoadsConfig(background, retry, negative, errors, other, ahead);
  }

  /** Returns the same but for refresh-ahead. */
  public LoadsConfig with(Ahead other) {
    return new LoadsConfig(background, retry, negative, errors, early, other);
  }

  /** Returns the same without the settings of what is off, which make no difference. */
  LoadsConfig plain() {
    return new LoadsConfig(
        background.enabled() ? background : Background.OFF,
        retry.enabled() ? retry : Retry.OFF,
        negative.enabled() ? negative : Negative.OFF,
        errors.enabled() ? errors : Errors.OFF,
        early.enabled() ? early : Early.OFF,
        ahead.enabled() ? ahead : Ahead.OFF);
  }
}
