package dev.cachebench.scenarios.model;

/**
 * Whether every operation is kept and checked afterwards.
 *
 * @param enabled whether it is
 * @param operations how many at most, of each arm; 1 to 100 million, default 2 million (72 MB)
 */
public record HistoryConfig(boolean enabled, long operations) {

  /** The default number of operations. */
  public static final long USUAL = 2_000_000;

  /** Nothing is kept. */
  public static final HistoryConfig OFF = new HistoryConfig(false, USUAL);
}
