package dev.cachebench.scenarios.check;

import dev.cachebench.scenarios.workload.KeyNames;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Judges each answer of a get against what the origin had committed.
 *
 * <p>An answer is <em>stale</em> when the version after it was committed before the read was sent;
 * its staleness is the time between the two, 0 otherwise. A read that overlaps a commit may see
 * either version. A "not found" counts as the newest removal of the key, the reading most
 * favourable to the target. Keys that were never written to are judged by one look at their
 * version. Safe for use by many threads.
 */
public final class ConsistencyChecker {

  private final Truth truth;
  private final KeyNames names;
  private final int nodes;
  private final OptionalLong boundNanos;
  private final Map<CheckCount, AtomicLongArray> counts = new EnumMap<>(CheckCount.class);
  private final Staleness[] staleness;
  private final Witnesses witnesses;
  private final MonotonicReads monotonic = new MonotonicReads();
  private final AtomicLong worstNanos = new AtomicLong();
  private final ThreadLocal<CRC32C> scratch = ThreadLocal.withInitial(CRC32C::new);

  /**
   * Makes a checker.
   *
   * @param phases number of phases, the warm-up included
   * @param nodes number of nodes
   * @param boundNanos longest staleness that the target promises, ns; empty when it promises
   *     nothing
   */
  public ConsistencyChecker(
      Truth truth, KeyNames names, int phases, int nodes, OptionalLong boundNanos) {
    this.truth = truth;
    this.names = names;
    this.nodes = nodes;
    this.boundNanos = boundNanos;
    for (CheckCount what : CheckCount.values()) {
      counts.put(what, new AtomicLongArray(phases * nodes));
    }
    this.staleness =
        IntStream.range(0, phases).mapToObj(i -> new Staleness()).toArray(Staleness[]::new);
    this.witnesses = new Witnesses(phases);
  }

  /**
   * Counts an answer that is right without a second look, because its key was never written to;
   * allocates nothing. Whatever else comes must be shown to {@link #check}.
   *
   * @param phase index of the phase
   * @param key index of the key that was asked for
   * @param value what came; null is "not found"
   * @return whether it was that
   */
  public boolean isPlainlyCurrent(int phase, int key, byte @Nullable [] value) {
    boolean isCurrent =
        value != null
            && truth.currentVersion(key) == 1
            && ValueCodec.version(value, scratch.get()) == 1
            && ValueCodec.key(value) == key;
    if (isCurrent) {
      staleness[phase].recordCurrent();
    }
    return isCurrent;
  }

  /**
   * Returns which version of a key an answer is.
   *
   * @param value what came; null is "not found"
   * @return from 1 on; 0 is "not found", −1 not a value of this run, −2 another key's
   */
  public long version(int key, byte @Nullable [] value) {
    if (value == null) {
      return 0;
    }
    long version = ValueCodec.version(value, scratch.get());
    if (version == ValueCodec.UNDECODABLE) {
      return -1;
    }
    return ValueCodec.key(value) == key ? version : -2;
  }

  /**
   * Judges an answer.
   *
   * @param value what came; null is "not found"
   * @return for how long it had been out of date when it was asked for, ns; 0 if it was current, or
   *     wrong
   */
  public long check(CheckedRead read, byte @Nullable [] value) {
    if (value == null) {
      return checkRemoval(read);
    }
    long version = ValueCodec.version(value, scratch.get());
    if (version == ValueCodec.UNDECODABLE) {
      wrong(read, Finding.UNDECODABLE, () -> undecodable(value));
    } else if (ValueCodec.key(value) != read.key()) {
      wrong(read, Finding.WRONG_KEY, () -> wrongKey(read, value, version));
    } else if (!isCommitted(read, version)) {
      wrong(read, Finding.IMPOSSIBLE_VERSION, () -> impossible(read, version));
    } else {
      checkOrder(read, version, true);
      return checkAge(read, version);
    }
    return 0;
  }

  private long checkRemoval(CheckedRead read) {
    long removal = truth.latestRemoval(read.key());
    if (removal == 0 || !isCommitted(read, removal)) {
      wrong(read, Finding.IMPOSSIBLE_VERSION, () -> neverRemoved(read));
      return 0;
    }
    checkOrder(read, removal, false);
    return checkAge(read, removal);
  }

  private boolean isCommitted(CheckedRead read, long version) {
    return version == 1
        || (version <= truth.currentVersion(read.key())
            && truth.supersededAtNanos(read.key(), version - 1) <= read.endNanos());
  }

  private long checkAge(CheckedRead read, long version) {
    long supersededAt = truth.supersededAtNanos(read.key(), version);
    if (supersededAt >= read.startNanos()) {
      staleness[read.phase()].recordCurrent();
      return 0;
    }
    long age = read.startNanos() - supersededAt;
    staleness[read.phase()].recordStale(age);
    worstNanos.accumulateAndGet(age, Math::max);
    count(read, CheckCount.STALE_READS);
    if (boundNanos.isPresent() && age > boundNanos.getAsLong()) {
      count(read, CheckCount.STALE_READS_BEYOND_BOUND);
      keep(read, Finding.STALE_BEYOND_BOUND, () -> beyondBound(read, version, age));
    }
    return age;
  }

  private void checkOrder(CheckedRead read, long version, boolean isCertain) {
    if (truth.currentVersion(read.key()) == 1) {
      return;
    }
    long newest = isCertain ? monotonic.observe(read, version) : monotonic.newestBefore(read);
    if (newest > version) {
      count(read, CheckCount.MONOTONIC_VIOLATIONS);
      keep(read, Finding.MONOTONIC, () -> backwards(read, version, newest));
    }
  }

  private void wrong(CheckedRead read, Finding finding, Supplier<String> message) {
    count(read, CheckCount.WRONG_VALUES);
    keep(read, finding, message);
  }

  private void keep(CheckedRead read, Finding finding, Supplier<String> message) {
    witnesses.offer(read, finding, names.name(read.key()), message);
  }

  private void count(CheckedRead read, CheckCount what) {
    of(what).incrementAndGet(read.phase() * nodes + read.node());
  }

  /** Returns how often something was found so far. */
  public long count(int phase, int node, CheckCount what) {
    return of(what).get(phase * nodes + node);
  }

  private AtomicLongArray of(CheckCount what) {
    return Objects.requireNonNull(counts.get(what));
  }

  /** Returns the staleness of every decodable answer of a phase so far, ns; 0 is current. */
  public Histogram staleness(int phase) {
    return staleness[phase].snapshot();
  }

  /** Returns the longest staleness since the last call, ns. */
  public long takeWorstStalenessNanos() {
    return worstNanos.getAndSet(0);
  }

  /** Hands over the witnesses found since the last call. */
  public void drainWitnesses(Consumer<Witness> consumer) {
    witnesses.drainTo(consumer);
  }

  private static String undecodable(byte[] value) {
    return "the answer of %d bytes is damaged, or no value of this run".formatted(value.length);
  }

  private String wrongKey(CheckedRead read, byte[] value, long version) {
    return "asked for %s, got version %d of %s"
        .formatted(names.name(read.key()), version, names.name(ValueCodec.key(value)));
  }

  private String impossible(CheckedRead read, long version) {
    return "got version %d of %s, the newest committed is %d"
        .formatted(version, names.name(read.key()), truth.currentVersion(read.key()));
  }

  private String neverRemoved(CheckedRead read) {
    return "got \"not found\" for %s, which had not been removed".formatted(names.name(read.key()));
  }

  private String beyondBound(CheckedRead read, long version, long age) {
    return "got version %d of %s %s after it was superseded, the bound is %s"
        .formatted(version, names.name(read.key()), millis(age), millis(boundNanos.orElse(age)));
  }

  private String backwards(CheckedRead read, long version, long newest) {
    return "node %d answered with version %d of %s after it had answered with version %d"
        .formatted(read.node(), version, names.name(read.key()), newest);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
  }
}
