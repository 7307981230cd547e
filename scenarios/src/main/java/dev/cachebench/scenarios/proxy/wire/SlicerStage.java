package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/**
 * Halves each chunk, the middle moved by up to {@code size_variation}, until a piece is no more
 * than that above {@code average_size}; waits {@code delay} µs after each piece, the last included.
 */
final class SlicerStage extends HoldingStage {

  SlicerStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void onData(ByteBuf data, long readNanos) {
    slice(data, data.readableBytes(), readNanos);
    data.release();
    next();
  }

  private void slice(ByteBuf data, int size, long readNanos) {
    long variation = value("size_variation");
    if (size < 2 || size - value("average_size") <= variation) {
      hold(data.readRetainedSlice(size), readNanos, 0);
      return;
    }
    int middle = size / 2;
    if (variation > 0) {
      middle += (int) Math.floor((2 * link.draw() - 1) * variation);
    }
    middle = Math.max(1, Math.min(size - 1, middle));
    slice(data, middle, readNanos);
    slice(data, size - middle, readNanos);
  }

  private void next() {
    if (first() != null && !isWaiting()) {
      boolean isData = first().data() != null;
      passFirst();
      if (isData) {
        after(nanos("delay", TimeUnit.MICROSECONDS), this::next);
      }
    }
  }

  @Override
  protected void onEnd() {
    if (isWaiting()) {
      hold(null, 0, 0);
    } else {
      super.onEnd();
    }
  }

  @Override
  protected void changed() {
    next();
  }
}
