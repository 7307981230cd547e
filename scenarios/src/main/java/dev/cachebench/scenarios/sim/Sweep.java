package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Sizes;
import dev.cachebench.scenarios.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates every policy at every capacity on one trace, several at once.
 *
 * <p>A policy that draws is run three times. Samples of a trace are each simulated with their share
 * of the capacity, and their hits corrected by how many requests they have too few or too many (C.
 * A. Waldspurger, N. Park, A. Garthwaite, I. Ahmad, "Efficient MRC Construction with SHARDS", FAST
 * 2015, with its adjustment; other policies than LRU as in C. A. Waldspurger, T. Saemundsson, I.
 * Ahmad, N. Park, "Cache Modeling and Optimization using Miniature Simulations", ATC 2017).
 *
 * <p>Safe for use by one thread at a time.
 */
public final class Sweep {

  /** Runs of a policy that draws. */
  public static final int RANDOM_RUNS = 3;

  /** From so many capacities on one pass for all of them is faster than one for each. */
  private static final int MANY = 4;

  private static final double NANOS_IN_SECOND = 1e9;

  private static final Comparator<SimulationResult> ORDER =
      Comparator.comparing(SimulationResult::policy).thenComparing(SimulationResult::capacity);

  private final int threads;
  private final LongSupplier nanos;

  /**
   * Creates one.
   *
   * @param threads simulations at once, 1 or more
   * @param nanos monotonic clock, ns, for the time that a simulation takes; read by many threads
   */
  public Sweep(int threads, LongSupplier nanos) {
    this.threads = threads;
    this.nanos = nanos;
  }

  /**
   * Runs all simulations.
   *
   * @param traces one whole trace, or two or more samples of one
   * @param warmup requests at the start of the whole trace that are not counted; fewer than it has
   * @param done hears each result when it is there, on the calling thread
   * @return the results by policy, then by capacity
   * @throws InterruptedException if the thread is interrupted; what runs is abandoned
   */
  public List<SimulationResult> run(
      List<Trace> traces,
      List<PolicyKind> policies,
      List<Capacity> capacities,
      int warmup,
      Consumer<SimulationResult> done)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads, Sweep::daemon);
    try {
      ExecutorCompletionService<List<SimulationResult>> simulations =
          new ExecutorCompletionService<>(workers);
      List<Callable<List<SimulationResult>>> jobs = jobs(traces, policies, capacities, warmup);
      jobs.forEach(simulations::submit);
      return collect(simulations, jobs.size(), done);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Callable<List<SimulationResult>>> jobs(
      List<Trace> traces, List<PolicyKind> policies, List<Capacity> capacities, int warmup) {
    List<Callable<List<SimulationResult>>> jobs = new ArrayList<>();
    boolean areEntries =
        capacities.stream().allMatch(capacity -> capacity.unit() == Capacity.Unit.ENTRIES);
    for (PolicyKind policy : policies) {
      if (policy == PolicyKind.LRU && areEntries && capacities.size() >= MANY) {
        jobs.add(() -> lru(traces, capacities, warmup));
      } else {
        for (Capacity capacity : capacities) {
          jobs.add(() -> List.of(simulate(traces, policy, capacity, warmup)));
        }
      }
    }
    return jobs;
  }

  /** Runs one policy at one capacity on the calling thread; parameters as for {@link #run}. */
  public SimulationResult simulate(
      List<Trace> traces, PolicyKind kind, Capacity capacity, int warmup) {
    List<Run> runs = new ArrayList<>();
    for (Trace trace : traces) {
      int seeds = traces.size() == 1 && kind.isRandom() ? RANDOM_RUNS : 1;
      for (int seed = 0; seed < seeds; seed++) {
        EvictionPolicy policy = kind.create(capacity.times(trace.share()), trace, seed);
        runs.add(run(trace, policy, capacity, warmup));
      }
    }
    return combined(traces, kind, capacity, warmup, runs);
  }

  /** Requests, hits and the like of one run over one trace. */
  private record Run(
      long requests,
      long hits,
      long evictions,
      SimulationResult.@Nullable Bytes bytes,
      double seconds) {

    double hitRatio(double expected) {
      // A sample with too many requests has them of its most popular keys, which always hit.
      return Math.min(1, Math.max(0, (hits + expected - requests) / expected));
    }
  }

  private Run run(Trace trace, EvictionPolicy policy, Capacity capacity, int warmup) {
    int first = first(trace, warmup);
    for (int i = 0; i < first; i++) {
      policy.request(trace.key(i));
    }
    long evictionsBefore = policy.evictions();
    long start = nanos.getAsLong();
    long hits = 0;
    SimulationResult.Bytes bytes = null;
    if (capacity.unit() == Capacity.Unit.BYTES) {
      Sizes sizes = trace.requireSizes();
      long requested = 0;
      long hit = 0;
      for (int i = first; i < trace.length(); i++) {
        int key = trace.key(i);
        long size = sizes.of(key);
        requested += size;
        if (policy.request(key)) {
          hits++;
          hit += size;
        }
      }
      bytes = new SimulationResult.Bytes(requested, hit);
    } else {
      for (int i = first; i < trace.length(); i++) {
        if (policy.request(trace.key(i))) {
          hits++;
        }
      }
    }
    double seconds = (nanos.getAsLong() - start) / NANOS_IN_SECOND;
    long evictions = policy.evictions() - evictionsBefore;
    return new Run(trace.length() - (long) first, hits, evictions, bytes, seconds);
  }

  /** Returns where the counted requests begin: of a sample at its share of the warm-up. */
  private static int first(Trace trace, int warmup) {
    if (warmup < 0 || warmup >= trace.population()) {
      throw new IllegalArgumentException(
          "warmup must be from 0 to %d, but was %d".formatted(trace.population() - 1, warmup));
    }
    return (int) Math.min(Math.round(warmup * trace.share()), trace.length() - 1L);
  }

  private static SimulationResult combined(
      List<Trace> traces, PolicyKind kind, Capacity capacity, int warmup, List<Run> runs) {
    Trace any = traces.get(0);
    long requests = any.population() - warmup;
    double expected = requests * any.share();
    double[] ratios = runs.stream().mapToDouble(run -> run.hitRatio(expected)).toArray();
    double mean = Arrays.stream(ratios).average().orElseThrow();
    boolean isOne = runs.size() == 1;
    return new SimulationResult(
        any.name(),
        kind,
        capacity,
        requests,
        isOne && any.share() == 1 ? runs.get(0).hits() : Math.round(mean * requests),
        Math.round(runs.stream().mapToLong(Run::evictions).average().orElseThrow()),
        bytes(runs),
        new SimulationResult.Speed(
            Math.round(runs.stream().mapToLong(Run::requests).average().orElseThrow()),
            runs.stream().mapToDouble(Run::seconds).average().orElseThrow()),
        isOne ? null : traces.size() > 1 ? Spread.interval(ratios) : Spread.range(ratios));
  }

  private static SimulationResult.@Nullable Bytes bytes(List<Run> runs) {
    long requested = 0;
    long hit = 0;
    for (Run run : runs) {
      SimulationResult.Bytes bytes = run.bytes();
      if (bytes == null) {
        return null;
      }
      requested += bytes.requested();
      hit += bytes.hit();
    }
    return new SimulationResult.Bytes(requested / runs.size(), hit / runs.size());
  }

  /** Runs LRU at all capacities in one pass; each result takes its part of the time. */
  private List<SimulationResult> lru(List<Trace> traces, List<Capacity> capacities, int warmup) {
    List<List<Run>> runs = capacities.stream().<List<Run>>map(each -> new ArrayList<>()).toList();
    for (Trace trace : traces) {
      int first = first(trace, warmup);
      long counted = trace.length() - (long) first;
      long start = nanos.getAsLong();
      StackDistances distances = new StackDistances(trace, first);
      double each = (nanos.getAsLong() - start) / NANOS_IN_SECOND / capacities.size();
      for (int i = 0; i < capacities.size(); i++) {
        long entries = capacities.get(i).times(trace.share()).amount();
        long hits = distances.hits(entries);
        long evictions = distances.evictions(entries, counted - hits);
        runs.get(i).add(new Run(counted, hits, evictions, null, each));
      }
    }
    List<SimulationResult> results = new ArrayList<>();
    for (int i = 0; i < capacities.size(); i++) {
      results.add(combined(traces, PolicyKind.LRU, capacities.get(i), warmup, runs.get(i)));
    }
    return results;
  }

  private static List<SimulationResult> collect(
      ExecutorCompletionService<List<SimulationResult>> simulations,
      int count,
      Consumer<SimulationResult> done)
      throws InterruptedException {
    List<SimulationResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<SimulationResult> more = results(simulations);
      results.addAll(more);
      more.forEach(done);
    }
    results.sort(ORDER);
    return List.copyOf(results);
  }

  private static List<SimulationResult> results(
      ExecutorCompletionService<List<SimulationResult>> simulations) throws InterruptedException {
    try {
      return simulations.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError full) {
        throw full;
      }
      throw new IllegalStateException("a simulation failed: " + e.getCause(), e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sweep");
    thread.setDaemon(true);
    return thread;
  }
}
