package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/**
 * Drops the first data, waits, and closes: with a reset where the connection began under the toxic,
 * with an ordinary end where it was live already. An idle connection is left alone.
 */
final class ResetPeerStage extends Stage {

  private boolean hasStruck;

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

  @Override
  protected void changed() {
    if (hasStruck) {
      strike();
    }
  }

  @Override
  protected void release() {
    if (hasStruck) {
      // What was dropped cannot come back.
      link.closeTunnel();
    }
  }

  private void strike() {
    hasStruck = true;
    if (!isWaiting()) {
      after(nanos("timeout", TimeUnit.MILLISECONDS), link::closeTunnel);
    }
  }
}
