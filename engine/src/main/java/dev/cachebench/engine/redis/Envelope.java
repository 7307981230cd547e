package dev.cachebench.engine.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes around a value in Redis, by which a reader knows what it got.
 *
 * <p>Layout, big-endian: magic {@code CB EC} (2), format version (1), 0 for a payload as it is or 1
 * for one that is deflated (1), age at writing in ms (8), physical life in ms as given to Redis
 * (8), physical minus logical life in ms (8), length of the key (4), length of the payload (4),
 * key, payload, CRC32C of all bytes before (4). With what Redis says is left of the physical life
 * ("PTTL"), age = age at writing + physical life - PTTL and what is left logically = PTTL -
 * (physical minus logical life): no clock of another host takes part.
 *
 * <p>CRC32C (Castagnoli, Braeuer, Herrmann, 1993) finds every burst of up to 32 damaged bits; other
 * damage goes unseen once in 2^32.
 */
final class Envelope {

  private static final short MAGIC = (short) 0xCBEC;
  private static final byte VERSION = 1;
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int HEADER_BYTES = 2 + 1 + 1 + 8 + 8 + 8 + 4 + 4;
  private static final int CHECKSUM_BYTES = 4;

  private Envelope() {}

  /**
   * What an envelope holds besides key and payload.
   *
   * @param ageMillis age of the value when it was written, ms, 0 or more
   * @param lifeMillis physical life given to Redis, ms, 1 or more
   * @param graceMillis physical minus logical life, ms, 0 to lifeMillis
   */
  record Life(long ageMillis, long lifeMillis, long graceMillis) {

    boolean isPossible() {
      return ageMillis >= 0 && lifeMillis >= 1 && graceMillis >= 0 && graceMillis <= lifeMillis;
    }
  }

  /**
   * What was read: a payload and its life, or why not.
   *
   * @param payload bytes of the value, empty on failure
   * @param life the value's life, all 0 on failure
   * @param failure NONE when the envelope is sound
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and handed on without a copy
  record Opened(byte[] payload, Life life, L2Failure failure) {

    private static Opened failed(L2Failure failure) {
      return new Opened(new byte[0], new Life(0, 0, 0), failure);
    }
  }

  /** Returns the envelope; a payload that compression does not make smaller stays as it is. */
  static byte[] seal(byte[] key, byte[] payload, Life life, boolean compress) {
    byte[] deflated = compress ? Deflation.deflate(payload) : null;
    return deflated == null ? seal(key, payload, life, PLAIN) : seal(key, deflated, life, DEFLATED);
  }

  private static byte[] seal(byte[] key, byte[] payload, Life life, byte form) {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + key.length + payload.length + CHECKSUM_BYTES);
    out.putShort(MAGIC).put(VERSION).put(form);
    out.putLong(life.ageMillis()).putLong(life.lifeMillis()).putLong(life.graceMillis());
    out.putInt(key.length).putInt(payload.length).put(key).put(payload);
    out.putInt(checksum(out.array()));
    return out.array();
  }

  /**
   * Opens an envelope; never throws.
   *
   * @param bytes what Redis holds
   * @param key the key that was asked for
   * @param check whether checksum and key are compared
   * @param largest bytes that a deflated payload may have become at most
   */
  static Opened open(byte[] bytes, byte[] key, boolean check, int largest) {
    if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES) {
      return Opened.failed(L2Failure.UNDECODABLE);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getShort() != MAGIC || in.get() != VERSION) {
      return Opened.failed(L2Failure.UNDECODABLE);
    }
    byte form = in.get();
    if (form != PLAIN && form != DEFLATED) {
      return Opened.failed(L2Failure.UNDECODABLE);
    }
    Life life = new Life(in.getLong(), in.getLong(), in.getLong());
    long keyLength = in.getInt();
    long payloadLength = in.getInt();
    if (keyLength < 0
        || payloadLength < 0
        || HEADER_BYTES + keyLength + payloadLength + CHECKSUM_BYTES != bytes.length) {
      return Opened.failed(L2Failure.UNDECODABLE);
    }
    if (check && checksum(bytes) != ByteBuffer.wrap(bytes).getInt(bytes.length - CHECKSUM_BYTES)) {
      return Opened.failed(L2Failure.CHECKSUM);
    }
    int keyEnd = HEADER_BYTES + (int) keyLength;
    if (check && !Arrays.equals(bytes, HEADER_BYTES, keyEnd, key, 0, key.length)) {
      return Opened.failed(L2Failure.WRONG_KEY);
    }
    if (!life.isPossible()) {
      return Opened.failed(L2Failure.UNDECODABLE);
    }
    byte[] payload = Arrays.copyOfRange(bytes, keyEnd, keyEnd + (int) payloadLength);
    byte[] plain = form == DEFLATED ? Deflation.inflate(payload, largest) : payload;
    return plain == null
        ? Opened.failed(L2Failure.UNDECODABLE)
        : new Opened(plain, life, L2Failure.NONE);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
    return (int) crc.getValue();
  }
}
