package dev.cachebench.engine.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses payloads: their length (4 bytes, big-endian), then DEFLATE (RFC 1951) at its fastest.
 */
final class Deflation {

  private static final int LENGTH_BYTES = 4;

  private Deflation() {}

  /** Returns the compressed bytes, or null when they would not be fewer. */
  static byte @Nullable [] deflate(byte[] payload) {
    if (payload.length <= LENGTH_BYTES) {
      return null;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(payload);
      deflater.finish();
      byte[] out = new byte[payload.length - 1];
      int length = deflater.deflate(out, LENGTH_BYTES, out.length - LENGTH_BYTES);
      if (!deflater.finished()) {
        return null;
      }
      ByteBuffer.wrap(out).putInt(payload.length);
      return Arrays.copyOf(out, LENGTH_BYTES + length);
    } finally {
      deflater.end();
    }
  }

  /** Returns the payload, or null when the bytes are damaged or promise more than the limit. */
  static byte @Nullable [] inflate(byte[] bytes, int largest) {
    if (bytes.length < LENGTH_BYTES) {
      return null;
    }
    int length = ByteBuffer.wrap(bytes).getInt();
    // DEFLATE makes at most 1032 bytes of one, so a damaged length asks for no absurd array.
    if (length < 0 || length > largest || length > 1_032L * bytes.length) {
      return null;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, LENGTH_BYTES, bytes.length - LENGTH_BYTES);
      byte[] payload = new byte[length];
      int got = inflater.inflate(payload);
      return got == length && isAtEnd(inflater) ? payload : null;
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  private static boolean isAtEnd(Inflater inflater) throws DataFormatException {
    return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
  }
}
