package dev.cachebench.engine.observe;

import dev.cachebench.engine.CacheListener;
import dev.cachebench.engine.CacheObserver;
import dev.cachebench.engine.CachePressure;
import dev.cachebench.engine.TieredCache;
import dev.cachebench.engine.breaker.BreakerState;
import dev.cachebench.engine.internal.Require;
import dev.cachebench.engine.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cache lives, and how well it serves.
 *
 * <p>Give it to the builder as a listener and an observer, and then {@link #watch} the cache.
 * Liveness never depends on Redis nor on the origin: a restart would mend neither, and would lose
 * L1. Being degraded is no reason to take an instance out of service, for its siblings are degraded
 * as well. A trouble is reported for a while after it has gone, so that one which comes and goes
 * does not make the answer flap.
 *
 * <p>Safe for use by many threads.
 */
public final class CacheHealth implements CacheListener, CacheObserver {

  /** How well a cache serves. */
  public enum Readiness {
    /** As it should. */
    READY,
    /** It serves, but not as it should: see the reasons. */
    DEGRADED,
    /** It serves nobody. */
    NOT_READY
  }

  /**
   * What is known now. Immutable.
   *
   * @param live whether the cache works at all; false only before it was built and after closing
   * @param readiness how well it serves
   * @param reasons why it is not ready, in words; empty when it is
   */
  public record Health(boolean live, Readiness readiness, List<String> reasons) {

    /** Copies the reasons. */
    public Health {
      reasons = List.copyOf(reasons);
    }
  }

  /** One thing that can be wrong, since when, and until when it was. */
  private static final class Trouble {

    private final String what;
    private boolean isThere;
    private boolean hasBeen;
    private long sinceNanos;
    private long untilNanos;

    Trouble(String what) {
      this.what = what;
    }
  }

  private static final int FAILURES_IN_A_ROW = 10;
  private static final Duration HOLD = Duration.ofSeconds(5);

  private final Ticker ticker;
  private final long holdNanos;
  private final Trouble l2Down = new Trouble("L2 does not answer");
  private final Trouble breakerOpen = new Trouble("the breaker before L2 is open");
  private final Trouble originFails = new Trouble("loads fail");
  private final Trouble originQueue = new Trouble("loads wait for their turn");
  private @Nullable TieredCache<?, ?> cache;
  private int failedInARow;

  /**
   * Creates the health of a cache that is not built yet.
   *
   * @param ticker its clock
   * @param hold how long a trouble that has gone is still reported, 0 or more
   */
  public CacheHealth(Ticker ticker, Duration hold) {
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.holdNanos = Require.atLeast(Duration.ZERO, hold, "hold").toNanos();
  }

  /** Creates the health of a cache that is not built yet; troubles are held for 5 s. */
  public static CacheHealth create() {
    return new CacheHealth(Ticker.system(), HOLD);
  }

  /** Says which cache this is the health of. */
  public synchronized void watch(TieredCache<?, ?> watched) {
    cache = Objects.requireNonNull(watched, "cache");
  }

  @Override
  public synchronized void breakerChanged(BreakerState from, BreakerState to) {
    set(breakerOpen, to != BreakerState.CLOSED);
  }

  @Override
  public synchronized void l2HealthChanged(boolean isUp) {
    set(l2Down, !isUp);
  }

  @Override
  public synchronized void loaded(Duration took) {
    failedInARow = 0;
    set(originFails, false);
  }

  @Override
  public synchronized void loadFailed(Throwable error, Duration took) {
    failedInARow++;
    set(originFails, failedInARow >= FAILURES_IN_A_ROW);
  }

  private void set(Trouble trouble, boolean isThere) {
    if (trouble.isThere == isThere) {
      return;
    }
    trouble.isThere = isThere;
    if (!isThere) {
      trouble.untilNanos = ticker.nanos();
    } else if (!isHeld(trouble)) {
      trouble.sinceNanos = ticker.nanos();
    }
    trouble.hasBeen = true;
  }

  private boolean isHeld(Trouble trouble) {
    return trouble.hasBeen && ticker.nanos() - trouble.untilNanos < holdNanos;
  }

  /** Returns what is known now. */
  public synchronized Health now() {
    TieredCache<?, ?> watched = cache;
    if (watched == null || watched.isClosed()) {
      String why = watched == null ? "the cache is not built yet" : "the cache is closed";
      return new Health(false, Readiness.NOT_READY, List.of(why));
    }
    CachePressure pressure = watched.pressure();
    set(originQueue, pressure.loadsQueued() > 0);
    List<String> reasons = new ArrayList<>();
    for (Trouble trouble : List.of(l2Down, breakerOpen, originFails, originQueue)) {
      if (trouble.isThere) {
        reasons.add(
            trouble.what + ", for " + seconds(trouble.sinceNanos) + detail(trouble, pressure));
      } else if (isHeld(trouble)) {
        reasons.add(trouble.what + ", until " + seconds(trouble.untilNanos) + " ago");
      }
    }
    return new Health(true, reasons.isEmpty() ? Readiness.READY : Readiness.DEGRADED, reasons);
  }

  private String detail(Trouble trouble, CachePressure pressure) {
    if (trouble == originFails) {
      return ": " + failedInARow + " in a row";
    }
    return trouble == originQueue ? ": " + pressure.loadsQueued() : "";
  }

  private String seconds(long sinceNanos) {
    return Duration.ofNanos(ticker.nanos() - sinceNanos).toSeconds() + " s";
  }
}
