package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Swaps a reply with the one behind it, for {@code percent} of the replies that carry a string of
 * 16 bytes or more, if the next one is of that kind too and comes within {@code wait} ms; 0 waits
 * for ever. Replies above 32 KiB keep their place.
 */
final class DesyncStage extends RespStage {

  private static final int LONGEST_REPLY = 32 << 10;

  private @Nullable ByteBuf held;
  private long heldNanos;
  private CompositeByteBuf part = Unpooled.compositeBuffer();
  private boolean carriesString;
  private boolean isTooLong;

  DesyncStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void inStep(RespWalker walker, ByteBuf data, long readNanos) {
    walker.walk(
        data,
        new RespWalker.Visitor() {
          @Override
          public void string(long length) {
            carriesString |= length >= SHORTEST_STRING;
          }

          @Override
          public void replied(int end) {
            take(data, end - data.readerIndex());
            replied(readNanos);
          }

          private void replied(long now) {
            reply(take(), carriesString && !isTooLong, now);
            carriesString = false;
            isTooLong = false;
          }
        });
    take(data, data.readableBytes());
    data.release();
    if (part.readableBytes() > LONGEST_REPLY || walker.isLost()) {
      isTooLong = true;
      letGo();
      pass(take(), readNanos);
    }
  }

  private void take(ByteBuf data, int count) {
    if (count > 0) {
      part.addComponent(true, data.readRetainedSlice(count));
    }
  }

  private ByteBuf take() {
    ByteBuf whole = part;
    part = Unpooled.compositeBuffer();
    return whole;
  }

  private void reply(ByteBuf reply, boolean mayMove, long readNanos) {
    if (held != null && mayMove) {
      pass(reply, readNanos);
      letGo();
    } else {
      letGo();
      if (mayMove && strikes()) {
        held = reply;
        heldNanos = readNanos;
        waitForNext();
      } else {
        pass(reply, readNanos);
      }
    }
  }

  private void waitForNext() {
    if (value("wait") > 0) {
      after(nanos("wait", TimeUnit.MILLISECONDS), this::letGo);
    }
  }

  private void letGo() {
    cancel();
    ByteBuf reply = held;
    held = null;
    if (reply != null) {
      pass(reply, heldNanos);
    }
  }

  @Override
  protected void outOfStep(ByteBuf data, long readNanos) {
    release();
    pass(data, readNanos);
  }

  @Override
  protected void onEnd() {
    release();
    passEnd();
  }

  @Override
  protected void changed() {
    release();
    super.changed();
  }

  @Override
  protected void release() {
    letGo();
    if (part.isReadable()) {
      pass(take(), heldNanos);
    }
  }

  @Override
  void closed() {
    super.closed();
    if (held != null) {
      held.release();
      held = null;
    }
    part.release();
    part = Unpooled.compositeBuffer();
  }
}
