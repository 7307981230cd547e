package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.L1Config.Policy;
import dev.cachebench.scenarios.model.LoadsConfig;
import dev.cachebench.scenarios.model.OriginLimitConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one part of the file says about caches; null is what it does not say.
 *
 * @param l1 whether there is an L1
 * @param capacity entries of L1
 * @param l1Ttl time to live in L1
 * @param policy of L1
 * @param l2 whether there is an L2
 * @param l2Ttl time to live in L2
 * @param budget time for L2; zero is off
 * @param queue commands that may wait
 * @param link how nodes keep in touch with Redis
 * @param jitter share; 0 is off
 * @param coalescing whether loads are joined
 * @param fence whether there are fences
 * @param checksum whether values are checked
 * @param breaker the breaker before L2
 * @param originLimit the limit on loads
 * @param staleIfError how long old values are kept for errors; zero is off
 * @param loads what is done around loads
 */
record CacheLayer(
    @Nullable Boolean l1,
    @Nullable Integer capacity,
    @Nullable Duration l1Ttl,
    @Nullable Policy policy,
    @Nullable Boolean l2,
    @Nullable Duration l2Ttl,
    @Nullable Duration budget,
    @Nullable Integer queue,
    LinkLayer link,
    @Nullable Double jitter,
    @Nullable Boolean coalescing,
    @Nullable Boolean fence,
    @Nullable Boolean checksum,
    @Nullable BreakerConfig breaker,
    @Nullable OriginLimitConfig originLimit,
    @Nullable Duration staleIfError,
    LoadsLayer loads) {
  static final CacheLayer SILENT =
      new CacheLayer(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          LinkLayer.SILENT,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          LoadsLayer.SILENT);

  /**
   * What one part of the file says about loads; null is what it does not say.
   *
   * @param background how long callers wait
   * @param retry which failed loads are tried again
   * @param negative how absent keys are remembered
   * @param errors how failing keys are remembered
   * @param early loads at random
   * @param ahead loads by rule
   */
  record LoadsLayer(
      LoadsConfig.@Nullable Background background,
      LoadsConfig.@Nullable Retry retry,
      LoadsConfig.@Nullable Negative negative,
      LoadsConfig.@Nullable Errors errors,
      LoadsConfig.@Nullable Early early,
      LoadsConfig.@Nullable Ahead ahead) {
    static final LoadsLayer SILENT = new LoadsLayer(null, null, null, null, null, null);
  }

  /**
   * What one part of the file says about connections and values; null is what it does not say.
   *
   * @param connections how many
   * @param probe period; zero is off
   * @param tcpTimeout time; zero is off
   * @param pauseAware whether pauses extend waits
   * @param recoveryQueue keys; 0 is off
   * @param compressAbove bytes
   * @param maxValue bytes
   */
  record LinkLayer(
      @Nullable Integer connections,
      @Nullable Duration probe,
      @Nullable Duration tcpTimeout,
      @Nullable Boolean pauseAware,
      @Nullable Integer recoveryQueue,
      @Nullable Integer compressAbove,
      @Nullable Integer maxValue) {
    static final LinkLayer SILENT = new LinkLayer(null, null, null, null, null, null, null);
  }
}
