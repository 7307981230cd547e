package dev.cachebench.scenarios.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message between arm and node: length of what follows (4 bytes), kind (1), number of the call
 * that it belongs to (8), a number (8), text (2 + n), whether there are bytes (1), bytes.
 *
 * @param kind what it is about
 * @param call number of the call; answers bear that of their question
 * @param number depends on the kind; 0 where it has none
 * @param text a key or a message, at most 64 KiB in UTF-8
 * @param bytes a value; null is none
 */
record Frame(FrameKind kind, long call, long number, String text, byte @Nullable [] bytes) {

  static final int HEADER = 4;

  private static final int FIXED = 1 + 8 + 8 + 2 + 1;
  private static final int LONGEST_TEXT = 0xffff;

  static Frame of(FrameKind kind, long call) {
    return new Frame(kind, call, 0, "", null);
  }

  static Frame of(FrameKind kind, long call, String text) {
    return new Frame(kind, call, 0, text, null);
  }

  /** Returns it as it goes over the wire, ready to be read. */
  ByteBuffer encode() {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int textLength = Math.min(LONGEST_TEXT, encoded.length);
    int length = FIXED + textLength + (bytes == null ? 0 : bytes.length);
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + length);
    buffer.putInt(length).put(kind.code()).putLong(call).putLong(number);
    buffer.putShort((short) textLength).put(encoded, 0, textLength);
    buffer.put((byte) (bytes == null ? 0 : 1));
    if (bytes != null) {
      buffer.put(bytes);
    }
    return buffer.flip();
  }

  /** Reads what stands behind the length. */
  static Frame decode(ByteBuffer body) {
    FrameKind kind = FrameKind.of(body.get());
    long call = body.getLong();
    long number = body.getLong();
    byte[] text = new byte[body.getShort() & 0xffff];
    body.get(text);
    byte[] bytes = null;
    if (body.get() != 0) {
      bytes = new byte[body.remaining()];
      body.get(bytes);
    }
    return new Frame(kind, call, number, new String(text, StandardCharsets.UTF_8), bytes);
  }
}
