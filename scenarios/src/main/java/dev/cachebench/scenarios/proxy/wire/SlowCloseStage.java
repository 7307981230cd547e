package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** Waits after the end of the stream before it closes the other side. */
final class SlowCloseStage extends Stage {

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
    after(nanos("delay", TimeUnit.MILLISECONDS), this::passEnd);
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
