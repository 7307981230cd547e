package dev.cachebench.engine;

import org.jspecify.annotations.Nullable;

/** Says that a value to be written cannot be turned into bytes; nothing was cached. */
public final class CodecException extends CacheException {

  private static final long serialVersionUID = 1L;

  CodecException(Object key, @Nullable Throwable cause) {
    super(
        "value of key " + key + " cannot be encoded for L2: check the codec of l2(...)",
        cause,
        true);
  }

  /** Returns the tier whose codec failed. */
  public Tier tier() {
    return Tier.L2;
  }
}
