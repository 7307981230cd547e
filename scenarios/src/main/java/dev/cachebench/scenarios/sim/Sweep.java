package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Simulates every policy at every capacity on one trace, several at once.
 *
 * <p>Safe for use by one thread at a time.
 */
public final class Sweep {

  private static final double NANOS_IN_SECOND = 1e9;

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
   * @param warmup requests at the start of the trace that are not counted; fewer than it has
   * @param done hears each result when it is there, on the calling thread
   * @return the results by policy, then by capacity
   * @throws InterruptedException if the thread is interrupted; what runs is abandoned
   */
  public List<SimulationResult> run(
      Trace trace,
      List<PolicyKind> policies,
      List<Integer> capacities,
      int warmup,
      Consumer<SimulationResult> done)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads, Sweep::daemon);
    try {
      ExecutorCompletionService<SimulationResult> simulations =
          new ExecutorCompletionService<>(workers);
      for (PolicyKind policy : policies) {
        for (int capacity : capacities) {
          simulations.submit(() -> simulate(trace, policy, capacity, warmup));
        }
      }
      return collect(simulations, policies.size() * capacities.size(), done);
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * Runs one simulation on the calling thread.
   *
   * @param warmup requests at the start of the trace that are not counted; fewer than it has
   */
  public SimulationResult simulate(Trace trace, PolicyKind kind, int capacity, int warmup) {
    if (warmup < 0 || warmup >= trace.length()) {
      throw new IllegalArgumentException(
          "warmup must be from 0 to %d, but was %d".formatted(trace.length() - 1, warmup));
    }
    EvictionPolicy policy = kind.create(capacity, trace);
    for (int i = 0; i < warmup; i++) {
      policy.request(trace.key(i));
    }
    long evictionsBefore = policy.evictions();
    long start = nanos.getAsLong();
    long hits = 0;
    for (int i = warmup; i < trace.length(); i++) {
      if (policy.request(trace.key(i))) {
        hits++;
      }
    }
    double seconds = (nanos.getAsLong() - start) / NANOS_IN_SECOND;
    long evictions = policy.evictions() - evictionsBefore;
    return new SimulationResult(
        trace.name(), kind, capacity, trace.length() - warmup, hits, evictions, seconds);
  }

  private static List<SimulationResult> collect(
      ExecutorCompletionService<SimulationResult> simulations,
      int count,
      Consumer<SimulationResult> done)
      throws InterruptedException {
    List<SimulationResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SimulationResult result = result(simulations);
      results.add(result);
      done.accept(result);
    }
    results.sort(
        Comparator.comparing(SimulationResult::policy)
            .thenComparingInt(SimulationResult::capacity));
    return List.copyOf(results);
  }

  private static SimulationResult result(ExecutorCompletionService<SimulationResult> simulations)
      throws InterruptedException {
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
