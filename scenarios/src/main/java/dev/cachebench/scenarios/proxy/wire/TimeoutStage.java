package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/**
 * Discards everything; closes after a time without data, or never. Taking it away closes the
 * connection, even one on which it did not act: what was lost cannot come back.
 */
final class TimeoutStage extends Stage {

  private static final long NANOS_IN_MILLI = 1_000_000;

  TimeoutStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void started(boolean isNew) {
    if (isActive()) {
      restart();
    }
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    discard(data);
    restart();
  }

  private void restart() {
    cancel();
    if (value("timeout") > 0) {
      after(value("timeout") * NANOS_IN_MILLI, link::closeTunnel);
    }
  }

  @Override
  protected void changed() {
    restart();
  }

  @Override
  void removed() {
    super.removed();
    link.closeTunnel();
  }
}
