package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/** Does nothing. */
final class NoopStage extends Stage {

  NoopStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    pass(data, readNanos);
  }
}
