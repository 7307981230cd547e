package dev.cachebench.engine.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Pings every connection and one that carries nothing else, the scout, once a period; replaces
 * those that do not answer.
 *
 * <p>While the breaker keeps traffic from Redis, nothing else would notice that a connection has
 * become a black hole, nor that Redis is back. The scout tells whether Redis answers at all, for
 * nothing queues before it; without an answer for a period it is replaced. Another connection is
 * replaced only after a period in which the scout was answered and it was not: then Redis is well
 * and the connection is not. Once everything answers again after any of this, that is said.
 *
 * <p>Periods are called by one thread; pings may complete on any.
 */
final class Probe {

  /** A connection as the probe sees it. */
  interface Line {

    /** Sends a ping; null when there is no connection. The future may never complete. */
    @Nullable CompletableFuture<String> ping();

    /** Gives the connection up and seeks another. */
    void renew();
  }

  private final Line scout;
  private final List<Line> lines;
  private final AtomicReferenceArray<@Nullable CompletableFuture<String>> pings;
  private final L2Listener listener;
  private volatile @Nullable CompletableFuture<String> scoutPing;
  private volatile boolean isRecovering;
  private @Nullable Boolean isUp;

  Probe(Line scout, List<? extends Line> lines, L2Listener listener) {
    this.scout = scout;
    this.lines = List.copyOf(lines);
    this.pings = new AtomicReferenceArray<>(lines.size());
    this.listener = listener;
  }

  /** Judges what the last period brought and pings again. */
  void period() {
    boolean wasAnswered = judgeScout();
    for (int i = 0; i < lines.size(); i++) {
      judge(i, wasAnswered);
    }
  }

  private boolean judgeScout() {
    CompletableFuture<String> last = scoutPing;
    boolean wasAnswered = isAnswered(last);
    if (last != null && !wasAnswered) {
      found(false);
    }
    if (last != null && !last.isDone()) {
      scout.renew();
    }
    CompletableFuture<String> ping = orFailed(scout.ping());
    scoutPing = ping;
    ping.thenRun(
        () -> {
          found(true);
          recoverIfAllAnswer();
        });
    return wasAnswered;
  }

  private void judge(int i, boolean isRedisWell) {
    CompletableFuture<String> last = pings.get(i);
    boolean isPending = last != null && !last.isDone();
    if (isPending && isRedisWell) {
      isRecovering = true;
      lines.get(i).renew();
      listener.connectionReplaced();
    }
    if (!isPending || isRedisWell) {
      CompletableFuture<String> ping = orFailed(lines.get(i).ping());
      pings.set(i, ping);
      ping.thenRun(this::recoverIfAllAnswer);
    }
  }

  private static CompletableFuture<String> orFailed(@Nullable CompletableFuture<String> ping) {
    return ping == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no connection"))
        : ping;
  }

  private static boolean isAnswered(@Nullable CompletableFuture<String> ping) {
    return ping != null && ping.isDone() && !ping.isCompletedExceptionally();
  }

  private boolean areAllAnswered() {
    for (int i = 0; i < pings.length(); i++) {
      if (!isAnswered(pings.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void found(boolean up) {
    synchronized (this) {
      if (isUp != null && isUp == up) {
        return;
      }
      isRecovering |= !up;
      isUp = up;
    }
    listener.healthChanged(up);
  }

  private void recoverIfAllAnswer() {
    synchronized (this) {
      if (!isRecovering || !isAnswered(scoutPing) || !areAllAnswered()) {
        return;
      }
      isRecovering = false;
    }
    listener.recovered();
  }
}
