package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/** Each chunk leaves a delay after it was read, in order, so that delays do not add up. */
final class LatencyStage extends HoldingStage {

  private static final long NANOS_IN_MILLI = 1_000_000;

  LatencyStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    hold(data, readNanos, readNanos + delayNanos());
    drain();
  }

  private long delayNanos() {
    long jitter = value("jitter");
    long delay = value("latency");
    if (jitter > 0) {
      delay += (long) Math.floor((2 * link.draw() - 1) * jitter);
    }
    return delay * NANOS_IN_MILLI;
  }

  private void drain() {
    Held first = first();
    while (first != null && !isWaiting()) {
      long wait = first.data() == null ? 0 : first.dueNanos() - link.nanos();
      if (wait > 0) {
        after(wait, this::drain);
        return;
      }
      passFirst();
      first = first();
    }
  }

  @Override
  protected void changed() {
    drain();
  }
}
