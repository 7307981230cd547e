package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/** Passes so many bytes and then closes; counts from when it was added, or from the connect. */
final class LimitDataStage extends Stage {

  private long passed;
  private boolean hasEnded;

  LimitDataStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    long left = Math.max(0, value("bytes") - passed);
    if (hasEnded || left == 0) {
      discard(data);
      end();
    } else if (data.readableBytes() < left) {
      passed += data.readableBytes();
      pass(data, readNanos);
    } else {
      passed += left;
      ByteBuf rest = data;
      pass(data.readRetainedSlice((int) left), readNanos);
      discard(rest);
      end();
    }
  }

  private void end() {
    if (!hasEnded) {
      hasEnded = true;
      passEnd();
    }
  }
}
