package dev.cachebench.engine.redis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Turns values into bytes for L2 and back.
 *
 * <p>Implementations are safe for use by many threads, must not block, and must not throw anything
 * but unchecked exceptions, which the engine treats as "not encodable" and "not decodable".
 *
 * @param <V> the type of values
 */
public interface Codec<V> {

  /** Returns the bytes of a value; the array is not changed afterwards. */
  byte[] encode(V value);

  /** Returns the value of the bytes; the array belongs to the callee. */
  V decode(byte[] bytes);

  /** Returns the codec of byte arrays, which are passed through and must not be changed. */
  static Codec<byte[]> bytes() {
    return new Codec<>() {
      @Override
      public byte[] encode(byte[] value) {
        return value;
      }

      @Override
      public byte[] decode(byte[] bytes) {
        return bytes;
      }
    };
  }

  /** Returns the codec of text in UTF-8; malformed bytes are not decodable. */
  static Codec<String> utf8() {
    return new Codec<>() {
      @Override
      public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public String decode(byte[] bytes) {
        try {
          return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
          throw new IllegalArgumentException("bytes must be UTF-8, but are malformed", e);
        }
      }
    };
  }
}
