package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Set;

/**
 * Changes {@code bytes} bytes (1 when 0) of the content of a string, in {@code percent} of the
 * strings of 16 bytes or more. Lengths and types stay, so that what arrives can be read and is
 * wrong.
 */
final class CorruptStage extends RespStage {

  private static final int OTHER_BYTES = 255;

  private final Set<Long> positions = new HashSet<>();

  CorruptStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void inStep(RespWalker walker, ByteBuf data, long readNanos) {
    walker.walk(
        data,
        new RespWalker.Visitor() {
          @Override
          public void string(long length) {
            positions.clear();
            if (length >= SHORTEST_STRING && strikes()) {
              draw(length);
            }
          }

          @Override
          public void content(int index, int count, long offset) {
            for (long position : positions) {
              if (position >= offset && position < offset + count) {
                change(data, index + (int) (position - offset));
              }
            }
          }
        });
    pass(data, readNanos);
  }

  private void draw(long length) {
    long wanted = Math.min(length, Math.max(1, value("bytes")));
    while (positions.size() < wanted) {
      positions.add((long) (link.draw() * length));
    }
  }

  private void change(ByteBuf data, int index) {
    int by = 1 + (int) (link.draw() * OTHER_BYTES);
    data.setByte(index, data.getByte(index) ^ by);
  }
}
