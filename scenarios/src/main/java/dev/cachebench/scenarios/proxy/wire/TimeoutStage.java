package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/**
 * Discards everything; closes after a time without data, or never. Taking it away closes the
 * connection, even one on which it did not act: what was lost cannot come back.
 */
final class TimeoutStage extends Stage {

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
      after(nanos("timeout", TimeUnit.MILLISECONDS), link::closeTunnel);
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
