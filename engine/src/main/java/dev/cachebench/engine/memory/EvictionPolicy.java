package dev.cachebench.engine.memory;

/** Which entry leaves when L1 is full. */
public enum EvictionPolicy {
  /**
   * Caffeine's W-TinyLFU: admission by frequency, no lock on a hit (Einziger, Friedman, Manes,
   * "TinyLFU: A Highly Efficient Cache Admission Policy", 2017, https://arxiv.org/abs/1512.00727).
   */
  W_TINYLFU,
  /** Strictly the least recently used, exact at every moment, under one lock. */
  LRU
}
