package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.origin.LoadListener;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.PhaseSpan;
import dev.cachebench.scenarios.workload.Schedule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the origin's loads that follow each moment at which every copy expires.
 *
 * <p>A window reaches from one expiry to the next, or to the end of its phase; a load belongs to
 * the window in which the cache asked for it. The key watched most closely is key 0, which every
 * distribution asks for at least as often as any other. Safe for use by many threads.
 */
public final class ExpiryProbe implements LoadListener {

  private static final int HOT_KEY = 0;

  private final Schedule schedule;
  private final DriverSettings settings;
  private final int nodes;
  private final KeyNames names;
  private final double hotProbability;
  private final AtomicLong hotGets = new AtomicLong();
  private final Map<Integer, Integer> openLoads = new HashMap<>();
  private final ConcurrentLinkedQueue<RunEvent> events = new ConcurrentLinkedQueue<>();
  private @Nullable Window window;

  /** Makes a probe; it must also be made to listen to the origin. */
  public ExpiryProbe(Schedule schedule, DriverSettings settings, int nodes, KeyNames names) {
    this.schedule = schedule;
    this.settings = settings;
    this.nodes = nodes;
    this.names = names;
    this.hotProbability = schedule.getProbability(HOT_KEY);
  }

  /** A get of a key is about to be sent. */
  void asked(int key) {
    if (key == HOT_KEY) {
      hotGets.incrementAndGet();
    }
  }

  /**
   * Every copy of every key expires now; call it just before it happens.
   *
   * @param nanos now, on the run's clock
   */
  public synchronized void expired(long nanos) {
    finish();
    PhaseSpan phase = phaseAt(nanos - settings.startNanos());
    long end = phase == null ? Long.MAX_VALUE : settings.startNanos() + phase.endNanos();
    window = new Window(nanos, end, hotGets.get());
  }

  /** Ends the last window; call it when the load is over. */
  public synchronized void finish() {
    if (window != null) {
      events.add(event(window));
      window = null;
    }
  }

  @Override
  public synchronized void started(int key, long nanos) {
    int atOnce = openLoads.merge(key, 1, Integer::sum);
    if (window != null && window.holds(nanos)) {
      window.started(key, atOnce);
    }
  }

  @Override
  public synchronized void ended(int key, long startNanos, long endNanos) {
    openLoads.computeIfPresent(key, (same, open) -> open == 1 ? null : open - 1);
    if (window != null && key == HOT_KEY && window.holds(startNanos)) {
      window.hotEnded(endNanos - startNanos, hotGets.get());
    }
  }

  /** Hands over the events of the windows that ended since the last call. */
  void drainEvents(Consumer<RunEvent> consumer) {
    for (RunEvent next = events.poll(); next != null; next = events.poll()) {
      consumer.accept(next);
    }
  }

  private RunEvent event(Window ended) {
    PhaseSpan phase = phaseAt(ended.startNanos - settings.startNanos());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("key", names.name(HOT_KEY));
    details.put("gets", ended.getsUntilLastEnd);
    details.put("loads", ended.hotLoads);
    details.put("load-nanos", ended.hotEnded == 0 ? 0 : ended.hotNanos / ended.hotEnded);
    if (phase != null && phase.load() instanceof LoadModel.Open open) {
      details.put("lambda", open.rate().perSecond() * hotProbability);
    }
    details.put("nodes", nodes);
    details.put("total-loads", ended.loads);
    details.put("keys", ended.keys.cardinality());
    details.put("concurrent-loads-per-key", ended.maxAtOnce);
    return new RunEvent(
        ended.startNanos / 1e9,
        settings.round(),
        settings.target(),
        "expiry",
        phase == null ? null : phase.name(),
        details);
  }

  private @Nullable PhaseSpan phaseAt(long nanos) {
    for (PhaseSpan phase : schedule.phases()) {
      if (nanos >= phase.startNanos() && nanos < phase.endNanos()) {
        return phase;
      }
    }
    return null;
  }

  private static final class Window {

    private final long startNanos;
    private final long endNanos;
    private final long hotGetsBefore;
    private final BitSet keys = new BitSet();
    private long loads;
    private int maxAtOnce;
    private long hotLoads;
    private long hotEnded;
    private long hotNanos;
    private long getsUntilLastEnd;

    Window(long startNanos, long endNanos, long hotGetsBefore) {
      this.startNanos = startNanos;
      this.endNanos = endNanos;
      this.hotGetsBefore = hotGetsBefore;
    }

    boolean holds(long nanos) {
      return nanos >= startNanos && nanos < endNanos;
    }

    void started(int key, int atOnce) {
      loads++;
      keys.set(key);
      maxAtOnce = Math.max(maxAtOnce, atOnce);
      hotLoads += key == HOT_KEY ? 1 : 0;
    }

    void hotEnded(long nanos, long hotGetsNow) {
      hotEnded++;
      hotNanos += nanos;
      getsUntilLastEnd = hotGetsNow - hotGetsBefore;
    }
  }
}
