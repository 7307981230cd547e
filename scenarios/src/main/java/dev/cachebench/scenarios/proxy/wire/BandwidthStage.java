package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/**
 * Holds n bytes for n ÷ rate ms, so that rate kB (1,000 bytes) pass in a second; what takes longer
 * than 100 ms leaves in pieces of 100 ms. Rate 0 lets nothing through and keeps everything.
 */
final class BandwidthStage extends HoldingStage {

  private static final long PIECE_MILLIS = 100;
  private static final double NANOS_IN_MILLI = 1e6;

  private long freeNanos;

  BandwidthStage(Link link, Toxic toxic) {
    super(link, toxic);
    freeNanos = link.nanos();
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    hold(data, readNanos, link.nanos());
    next();
  }

  private void next() {
    Held first = first();
    while (first != null && first.data() == null && !isWaiting()) {
      passFirst();
      first = first();
    }
    long rate = Math.min(value("rate"), Integer.MAX_VALUE);
    if (first == null || first.data() == null || isWaiting() || rate == 0) {
      return;
    }
    int piece = (int) Math.min(first.data().readableBytes(), PIECE_MILLIS * rate);
    // Counted from when the line was free, so that late timers do not slow it down; due is when
    // the chunk came to the line, which a delay before it may have put off.
    freeNanos = Math.max(freeNanos, first.dueNanos()) + (long) (piece * NANOS_IN_MILLI / rate);
    after(freeNanos - link.nanos(), () -> send(piece));
  }

  private void send(int piece) {
    Held first = first();
    if (first != null && first.data() != null) {
      if (first.data().readableBytes() <= piece) {
        passFirst();
      } else {
        pass(first.data().readRetainedSlice(piece), first.readNanos());
      }
    }
    next();
  }

  @Override
  protected void changed() {
    freeNanos = link.nanos();
    next();
  }
}
