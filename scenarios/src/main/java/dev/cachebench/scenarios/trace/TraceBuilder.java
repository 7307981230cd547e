package dev.cachebench.scenarios.trace;

import dev.cachebench.scenarios.workload.Mixing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects requests up to a limit and numbers their keys; of samples it keeps theirs only.
 *
 * <p>Confined to one thread.
 */
final class TraceBuilder {

  /** What an array can hold on every JVM. */
  static final int MOST = Integer.MAX_VALUE - 8;

  private static final int FIRST = 1 << 12;
  private static final int HASH_BITS = 53;

  private final long limit;
  private final Sampling sampling;
  private final List<Part> parts;
  private long seen;
  private boolean hasSizes;

  /**
   * Creates an empty one that keeps all.
   *
   * @param limit requests that are taken; what comes behind is not
   */
  TraceBuilder(long limit) {
    this(limit, Sampling.ALL);
  }

  /**
   * Creates an empty one.
   *
   * @param limit requests that are seen; what comes behind is not
   * @param sampling which of them are kept
   */
  TraceBuilder(long limit, Sampling sampling) {
    this.limit = limit;
    this.sampling = sampling;
    long threshold = (long) (sampling.share() * (1L << HASH_BITS));
    this.parts =
        IntStream.range(0, sampling.samples())
            .mapToObj(sample -> new Part(Mixing.mix(sample + 1L), threshold))
            .toList();
  }

  boolean isFull() {
    return seen >= limit;
  }

  /** Adds a request for a numeric key, unless it is full. */
  void add(long key) {
    add(key, 1);
  }

  /**
   * Adds a request for a numeric key, unless it is full.
   *
   * @param bytes size of its value, 0 or more; the first request for a key decides
   */
  void add(long key, long bytes) {
    if (isFull()) {
      return;
    }
    seen++;
    for (Part part : parts) {
      if (sampling.share() == 1 || part.takes(key)) {
        part.append(part.numbers.of(key), bytes);
      }
    }
  }

  /** Adds a request for a named key, unless it is full; a trace has one kind of key only. */
  void add(String key) {
    add(key, 1);
  }

  /** Adds a request for a named key with a size, unless it is full. */
  void add(String key, long bytes) {
    if (isFull()) {
      return;
    }
    seen++;
    for (Part part : parts) {
      if (sampling.share() == 1 || part.takes(hash(key))) {
        Integer known = part.names.putIfAbsent(key, part.names.size());
        part.append(known == null ? part.names.size() - 1 : known, bytes);
      }
    }
  }

  private static long hash(String key) {
    long hash = key.length();
    for (int i = 0; i < key.length(); i++) {
      hash = Mixing.append(hash, key.charAt(i));
    }
    return hash;
  }

  /** Says that the source tells sizes. */
  void withSizes() {
    hasSizes = true;
  }

  /** Returns how many requests there were, kept or not. */
  long seen() {
    return seen;
  }

  /** Returns the trace, or its samples. */
  List<Trace> build(String name) {
    List<Trace> traces = new ArrayList<>();
    for (Part part : parts) {
      if (part.length == 0) {
        throw new TraceException(
            "no request is left of the %d of %s in a sample of %s of its keys"
                .formatted(seen, name, sampling.share()),
            "take a larger --sample, or none");
      }
      traces.add(part.build(name));
    }
    return List.copyOf(traces);
  }

  /** The requests of a sample. */
  private final class Part {
    final LongNumbers numbers = new LongNumbers();
    final Map<String, Integer> names = new HashMap<>();
    private final long salt;
    private final long threshold;
    private int[] keys = new int[FIRST];
    private int[] sizes = new int[FIRST];
    private int length;
    private int distinct;

    Part(long salt, long threshold) {
      this.salt = salt;
      this.threshold = threshold;
    }

    boolean takes(long hash) {
      return Mixing.mix(hash ^ salt) >>> (Long.SIZE - HASH_BITS) < threshold;
    }

    void append(int number, long bytes) {
      if (length == keys.length) {
        if (length == MOST) {
          throw new TraceException(
              "the trace has more than " + MOST + " requests",
              "read the beginning only, by --limit, or a share of the keys, by --sample");
        }
        keys = Arrays.copyOf(keys, (int) Math.min(MOST, 2L * length));
      }
      keys[length++] = number;
      if (number == distinct) {
        distinct++;
        if (hasSizes) {
          sized(number, bytes);
        }
      }
    }

    private void sized(int number, long bytes) {
      if (number == sizes.length) {
        sizes = Arrays.copyOf(sizes, (int) Math.min(MOST, 2L * number));
      }
      // A value of no bytes would fill a cache with as many as there are.
      sizes[number] = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes));
    }

    Trace build(String name) {
      Sizes known = hasSizes ? new Sizes(Arrays.copyOf(sizes, distinct)) : null;
      return new Trace(name, Arrays.copyOf(keys, length), distinct, known, seen, sampling.share());
    }
  }
}
