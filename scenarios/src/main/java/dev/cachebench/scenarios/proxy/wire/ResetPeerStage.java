package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/**
 * Drops the first data, waits, and closes: with a reset where the connection began under the toxic,
 * with an ordinary end where it was live already. An idle connection is left alone.
 */
final class ResetPeerStage extends Stage {

  private static final long NANOS_IN_MILLI = 1_000_000;

  ResetPeerStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void started(boolean isNew) {
    if (isNew) {
      link.resetOnClose();
    }
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    discard(data);
    strike();
  }

  @Override
  protected void onEnd() {
    strike();
  }

  private void strike() {
    if (!isWaiting()) {
      after(value("timeout") * NANOS_IN_MILLI, link::closeTunnel);
    }
  }
}
