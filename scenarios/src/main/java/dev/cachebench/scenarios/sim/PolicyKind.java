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
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Lru(new Room(capacity, trace), trace.distinct());
    }
  },
  /** First in, first out. */
  FIFO {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Fifo(new Room(capacity, trace), trace.distinct());
    }
  },
  /** First in, first out with a second chance. */
  CLOCK {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Clock(new Room(capacity, trace), trace.distinct());
    }
  },
  /** SIEVE of NSDI 2024. */
  SIEVE {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Sieve(new Room(capacity, trace), trace.distinct());
    }
  },
  /** S3-FIFO of SOSP 2023. */
  S3_FIFO {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new S3Fifo(new Room(capacity, trace), trace.distinct());
    }
  },
  /** Least frequently used while it was there. */
  LFU {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Lfu(new Room(capacity, trace), trace.distinct());
    }
  },
  /** Adaptive replacement of FAST 2003. */
  ARC {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Arc(entries(capacity, trace), trace.distinct());
    }

    @Override
    public boolean canWeigh() {
      return false;
    }
  },
  /** Caffeine itself. */
  W_TINYLFU {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new WTinyLfu(new Room(capacity, trace), capacity, seed);
    }

    @Override
    public boolean isRandom() {
      return true;
    }
  },
  /** Belady's, loading every miss: bounds all that do so. */
  OPT {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new Opt(entries(capacity, trace), trace.distinct(), trace.nextUses());
    }

    @Override
    public boolean canWeigh() {
      return false;
    }
  },
  /** Belady's, free not to admit: bounds every policy. */
  OPT_BYPASS {
    @Override
    EvictionPolicy make(Capacity capacity, Trace trace, int seed) {
      return new OptBypass(entries(capacity, trace), trace.distinct(), trace.nextUses());
    }

    @Override
    public boolean canWeigh() {
      return false;
    }
  };

  abstract EvictionPolicy make(Capacity capacity, Trace trace, int seed);

  /**
   * Makes an empty cache of this kind.
   *
   * @param capacity in bytes only if the policy can weigh and the trace has sizes
   * @param trace what it will be asked for, in this order
   * @param seed of a policy that draws; others leave it alone
   */
  public EvictionPolicy create(Capacity capacity, Trace trace, int seed) {
    if (capacity.unit() == Capacity.Unit.BYTES && !canWeigh()) {
      throw new IllegalArgumentException(word() + " is defined for entries of one size only");
    }
    return make(capacity, trace, seed);
  }

  /** A capacity in entries; beyond the number of keys it makes no difference. */
  private static int entries(Capacity capacity, Trace trace) {
    return (int) Math.min(capacity.amount(), trace.distinct());
  }

  /**
   * Returns whether its entries may differ in size. ARC is not defined for that, and with different
   * sizes Belady's is no longer the best possible.
   */
  public boolean canWeigh() {
    return true;
  }

  /** Returns whether runs on one trace differ. */
  public boolean isRandom() {
    return false;
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
