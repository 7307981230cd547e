package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The policies that a sweep compares, one constant for each class. */
public enum PolicyKind {
  /** Least recently used. */
  LRU {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Lru(capacity, trace.distinct());
    }
  },
  /** First in, first out. */
  FIFO {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Fifo(capacity, trace.distinct());
    }
  },
  /** First in, first out with a second chance. */
  CLOCK {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Clock(capacity, trace.distinct());
    }
  },
  /** SIEVE of NSDI 2024. */
  SIEVE {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Sieve(capacity, trace.distinct());
    }
  },
  /** S3-FIFO of SOSP 2023. */
  S3_FIFO {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new S3Fifo(capacity, trace.distinct());
    }
  },
  /** Least frequently used while it was there. */
  LFU {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Lfu(capacity, trace.distinct());
    }
  },
  /** Adaptive replacement of FAST 2003. */
  ARC {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Arc(capacity, trace.distinct());
    }
  },
  /** Caffeine itself. */
  W_TINYLFU {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new WTinyLfu(capacity);
    }
  },
  /** Belady's, loading every miss: bounds all that do so. */
  OPT {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new Opt(capacity, trace.distinct(), trace.nextUses());
    }
  },
  /** Belady's, free not to admit: bounds every policy. */
  OPT_BYPASS {
    @Override
    EvictionPolicy make(int capacity, Trace trace) {
      return new OptBypass(capacity, trace.distinct(), trace.nextUses());
    }
  };

  abstract EvictionPolicy make(int capacity, Trace trace);

  /**
   * Makes an empty cache of this kind.
   *
   * @param capacity entries, 1 or more
   * @param trace what it will be asked for, in this order
   */
  public EvictionPolicy create(int capacity, Trace trace) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but was " + capacity);
    }
    return make(capacity, trace);
  }

  /** Returns the word of the command line and of tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the policy of a word. */
  public static Optional<PolicyKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** Returns every word, in the order of tables. */
  public static List<String> words() {
    return Arrays.stream(values()).map(PolicyKind::word).toList();
  }
}
