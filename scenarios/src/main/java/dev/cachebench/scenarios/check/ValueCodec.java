package dev.cachebench.scenarios.check;

import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.workload.Mixing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes and reads values that name their key and version, so that every answer can be judged.
 *
 * <p>Layout, big-endian: magic (4 bytes), CRC-32C of everything behind it (4), length of the whole
 * value (4), index of the key (4), version (8), then padding that looks random and is a function of
 * key and version. Reading checks magic, length and CRC, which misses a damage with a chance of at
 * most 2^−32. Safe for use by many threads.
 */
public final class ValueCodec {

  /** Size of the smallest value, bytes. */
  public static final int HEADER_BYTES = 24;

  /** What {@link #version} answers for bytes that no codec wrote, or that were damaged since. */
  public static final long UNDECODABLE = -1;

  private static final int MAGIC = 0xCBE7_5A1D;
  private static final int CRC_AT = 4;
  private static final int LENGTH_AT = 8;
  private static final int KEY_AT = 12;
  private static final int VERSION_AT = 16;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ValuesConfig sizes;
  private final long seed;

  /**
   * Makes a codec.
   *
   * @param sizes sizes of values; each key keeps its own, never below {@value #HEADER_BYTES} bytes
   * @param seed decides which key has which size
   */
  public ValueCodec(ValuesConfig sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
  }

  /** Returns the size of a key's values, bytes. */
  public int size(int key) {
    long min = sizes.min().bytes();
    long max = sizes.max().bytes();
    double share = Mixing.unit(Mixing.append(seed, key));
    long size = min + (long) (share * (max - min + 1));
    return (int) Math.max(HEADER_BYTES, Math.min(size, Integer.MAX_VALUE - 8L));
  }

  /** Returns the value of a key in a version. */
  public byte[] encode(int key, long version) {
    byte[] value = new byte[size(key)];
    INTS.set(value, 0, MAGIC);
    INTS.set(value, LENGTH_AT, value.length);
    INTS.set(value, KEY_AT, key);
    LONGS.set(value, VERSION_AT, version);
    pad(value, Mixing.append(key, version));
    INTS.set(value, CRC_AT, checksum(value, new CRC32C()));
    return value;
  }

  private static void pad(byte[] value, long start) {
    long state = start;
    int at = HEADER_BYTES;
    for (; at + Long.BYTES <= value.length; at += Long.BYTES) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      LONGS.set(value, at, state ^ (state >>> 29));
    }
    for (; at < value.length; at++) {
      value[at] = (byte) (state >>> (33 + at % 8));
    }
  }

  /** Returns the version that a value carries, or {@link #UNDECODABLE}. */
  public static long version(byte[] value) {
    return version(value, new CRC32C());
  }

  /**
   * Returns the same without allocating.
   *
   * @param scratch in whatever state; of the calling thread
   */
  static long version(byte[] value, CRC32C scratch) {
    if (value.length < HEADER_BYTES
        || (int) INTS.get(value, 0) != MAGIC
        || (int) INTS.get(value, LENGTH_AT) != value.length
        || (int) INTS.get(value, CRC_AT) != checksum(value, scratch)) {
      return UNDECODABLE;
    }
    long version = (long) LONGS.get(value, VERSION_AT);
    return version < 1 ? UNDECODABLE : version;
  }

  /** Returns the index of the key that a value carries; ask {@link #version} first. */
  public static int key(byte[] value) {
    return (int) INTS.get(value, KEY_AT);
  }

  private static int checksum(byte[] value, CRC32C crc) {
    crc.reset();
    crc.update(value, LENGTH_AT, value.length - LENGTH_AT);
    return (int) crc.getValue();
  }
}
