package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An origin with drawn service times, limited concurrency, a real queue and errors; or one whose
 * work a backend does, with its own times and errors, behind the same queue.
 *
 * <p>A load takes a place or waits for one, first come, first served, without bound; reads the
 * committed value; works for its service time; answers or fails. How long the n-th load of a key
 * works and whether it fails depend on the seed, the key and n alone. Futures are completed on an
 * executor of their own, so that what hangs on them does not hold up the timer. Safe for use by
 * many threads.
 */
public final class SimulatedOrigin implements Origin {

  private final OriginState state;
  private final KeyNames names;
  private final LoadDraws draws;
  private final int concurrency;
  private final Timing timing;
  private final @Nullable OriginBackend backend;
  private final OriginWeather weather = new OriginWeather();
  private final List<LoadListener> listeners = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();
  private final ArrayDeque<Load> queue = new ArrayDeque<>();
  private final List<Load> hanging = new ArrayList<>();
  private final LoadCounts counts;
  private int running;
  private long loads;
  private long errors;
  private long ended;
  private long totalLoadNanos;

  /**
   * Makes an origin.
   *
   * @param config service time, concurrency, errors
   * @param seed decides service times and errors
   * @param state the committed values
   */
  public SimulatedOrigin(
      OriginConfig config, long seed, OriginState state, KeyNames names, Timing timing) {
    this(config, seed, state, names, timing, null);
  }

  /**
   * Makes an origin.
   *
   * @param config service time, concurrency, errors
   * @param seed decides service times and errors
   * @param state the committed values
   * @param backend does the work; null is simulated
   */
  public SimulatedOrigin(
      OriginConfig config,
      long seed,
      OriginState state,
      KeyNames names,
      Timing timing,
      @Nullable OriginBackend backend) {
    this.backend = backend;
    this.state = state;
    this.names = names;
    this.draws = new LoadDraws(config, seed);
    this.concurrency = config.concurrency();
    this.timing = timing;
    this.counts = new LoadCounts(names.count());
    weather.listen(this::weatherChanged);
  }

  /**
   * Where an origin's time comes from.
   *
   * @param nanoClock ns on the run's clock
   * @param timer ends service times
   * @param completions completes the futures, and so runs what hangs on them
   */
  public record Timing(LongSupplier nanoClock, OriginTimer timer, Executor completions) {}

  /** Adds somebody who hears of every load from now on. */
  public void listen(LoadListener listener) {
    listeners.add(listener);
  }

  /** Returns what faults change. */
  public OriginWeather weather() {
    return weather;
  }

  /** Returns what is committed. */
  public OriginState state() {
    return state;
  }

  @Override
  public CompletableFuture<byte @Nullable []> load(String key) {
    int index = names.index(key);
    if (index < 0) {
      return CompletableFuture.failedFuture(
          new OriginException("the origin has no key " + key + ", ask for one of its catalogue"));
    }
    Load load;
    boolean isFirst;
    synchronized (lock) {
      load = new Load(index, counts.start(index), timing.nanoClock().getAsLong());
      loads++;
      isFirst = running < weather.capacityOr(concurrency);
      if (isFirst != running < concurrency) {
        weather.struckOne();
      }
      if (isFirst) {
        running++;
      } else {
        queue.add(load);
      }
    }
    listeners.forEach(listener -> listener.started(index, load.startNanos));
    if (isFirst) {
      work(load);
    }
    return load.answer;
  }

  private void work(Load load) {
    load.value = state.value(load.key);
    if (backend != null) {
      fetch(backend, load);
      return;
    }
    long serviceNanos = weather.serviceNanos(draws.serviceNanos(load.key, load.number));
    if (serviceNanos > 0) {
      timing.timer().after(serviceNanos, () -> end(load));
    } else {
      timing.completions().execute(() -> end(load));
    }
  }

  /** Lets those end that hang no more, and those begin for which there is a place now. */
  private void weatherChanged() {
    List<Load> ending = new ArrayList<>();
    List<Load> beginning = new ArrayList<>();
    synchronized (lock) {
      if (!weather.isHanging()) {
        ending.addAll(hanging);
        hanging.clear();
      }
      while (running < weather.capacityOr(concurrency) && !queue.isEmpty()) {
        running++;
        beginning.add(queue.remove());
      }
    }
    ending.forEach(this::end);
    beginning.forEach(this::work);
  }

  private void fetch(OriginBackend real, Load load) {
    real.fetch(load.key, names.name(load.key))
        .whenComplete(
            (nothing, error) -> {
              load.error = error;
              end(load);
            });
  }

  private void end(Load load) {
    synchronized (lock) {
      if (weather.isHanging()) {
        hanging.add(load);
        weather.struckOne();
        return;
      }
    }
    long now = timing.nanoClock().getAsLong();
    boolean isDrawn = draws.isError(load.key, load.number, weather.errorRatio());
    if (isDrawn && weather.errorRatio() > 0) {
      weather.struckOne();
    }
    boolean isError = load.error != null || isDrawn;
    Load next;
    synchronized (lock) {
      counts.end(load.key);
      ended++;
      errors += isError ? 1 : 0;
      totalLoadNanos += now - load.startNanos;
      // The place goes to the next, unless there are fewer places now.
      running--;
      next = running < weather.capacityOr(concurrency) ? queue.poll() : null;
      running += next == null ? 0 : 1;
    }
    listeners.forEach(listener -> listener.ended(load.key, load.startNanos, now));
    timing.completions().execute(() -> answer(load, isError));
    if (next != null) {
      work(next);
    }
  }

  private void answer(Load load, boolean isError) {
    if (isError) {
      Throwable error = load.error;
      load.answer.completeExceptionally(
          new OriginException(
              "the origin failed to load "
                  + names.name(load.key)
                  + (error == null ? "" : ": " + reason(error))));
    } else {
      load.answer.complete(load.value);
    }
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause();
    Throwable told = error instanceof CompletionException && cause != null ? cause : error;
    return told instanceof TimeoutException
        ? "it took too long"
        : String.valueOf(told.getMessage());
  }

  /** Returns what was done so far. */
  public OriginStats stats() {
    synchronized (lock) {
      return new OriginStats(loads, errors, ended, totalLoadNanos, running, queue.size());
    }
  }

  /** Returns how often a key was loaded so far, loads under way included. */
  public long loads(int key) {
    synchronized (lock) {
      return counts.ever(key);
    }
  }

  /** Begins to count {@link #maxLoadsPerKey} anew. */
  public void startPhase() {
    synchronized (lock) {
      counts.startPhase();
    }
  }

  /** Returns how often the most loaded key was loaded since {@link #startPhase}. */
  public long maxLoadsPerKey() {
    synchronized (lock) {
      return counts.maxInPhase();
    }
  }

  /** Returns how many loads of one key were open at once, at most, since the last call. */
  public int takeMaxConcurrentLoadsPerKey() {
    synchronized (lock) {
      return counts.takeMaxAtOnce();
    }
  }

  private static final class Load {
    private final int key;
    private final long number;
    private final long startNanos;
    private final CompletableFuture<byte @Nullable []> answer = new CompletableFuture<>();
    private byte @Nullable [] value;
    private @Nullable Throwable error;

    Load(int key, long number, long startNanos) {
      this.key = key;
      this.number = number;
      this.startNanos = startNanos;
    }
  }
}
