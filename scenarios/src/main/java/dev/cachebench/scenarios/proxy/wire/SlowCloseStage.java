package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/** Waits after the end of the stream before it closes the other side. */
final class SlowCloseStage extends Stage {

  private static final long NANOS_IN_MILLI = 1_000_000;

  private boolean hasEnded;

  SlowCloseStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    pass(data, readNanos);
  }

  @Override
  protected void onEnd() {
    hasEnded = true;
    after(value("delay") * NANOS_IN_MILLI, this::passEnd);
  }

  @Override
  protected void changed() {
    if (hasEnded) {
      onEnd();
    }
  }

  @Override
  protected void release() {
    if (hasEnded) {
      passEnd();
    }
  }
}
