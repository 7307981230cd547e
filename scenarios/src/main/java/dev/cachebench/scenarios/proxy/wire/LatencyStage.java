package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Each chunk leaves a delay after it was read, in order, so that delays do not add up. */
final class LatencyStage extends HoldingStage {

  LatencyStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    hold(data, readNanos, readNanos + delayNanos());
    drain();
  }

  private long delayNanos() {
    long jitter = nanos("jitter", TimeUnit.MILLISECONDS);
    long delay = nanos("latency", TimeUnit.MILLISECONDS);
    if (jitter > 0) {
      delay += (long) Math.floor((2 * link.draw() - 1) * jitter);
    }
    // Nothing leaves before it came.
    return Math.max(0, delay);
  }

  private void drain() {
    Held first = first();
    while (first != null && !isWaiting()) {
      long wait = first.data() == null ? 0 : first.dueNanos() - link.nanos();
      if (wait > 0) {
        after(wait, this::drain);
        return;
      }
      // So that the next delay begins where this one ends, and the two add up.
      passFirst(first.dueNanos());
      first = first();
    }
  }

  @Override
  protected void changed() {
    // The one that waits leaves at once, as with the real server; the others get new delays.
    if (first() != null) {
      passFirst();
    }
    holdAgain();
  }
}
