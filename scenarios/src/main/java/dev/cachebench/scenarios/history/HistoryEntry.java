package dev.cachebench.scenarios.history;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import java.nio.ByteBuffer;

/**
 * One operation of a history.
 *
 * @param key index of the key
 * @param node index of the node that was asked; −1 is none
 * @param phase index of the phase of its slot, from the warm-up on
 * @param operation what was asked for
 * @param ending what is known of it
 * @param outcome how it ended, as its caller saw it
 * @param version of a write, the one that it committed; of a read, the one that came, or one of
 *     {@link #ABSENT}, {@link #UNDECODABLE}, {@link #OTHER_KEY}, {@link #NOTHING}
 * @param invokedNanos when a read was sent, or when a write was committed at the origin, just
 *     before the cache was told; run's clock
 * @param endedNanos when the caller heard of it, or it was given up; run's clock
 */
public record HistoryEntry(
    int key,
    int node,
    int phase,
    Operation operation,
    Ending ending,
    Outcome outcome,
    long version,
    long invokedNanos,
    long endedNanos) {

  /** A read's version: "not found". */
  public static final long ABSENT = 0;

  /** A read's version: what came is damaged, or no value at all. */
  public static final long UNDECODABLE = -1;

  /** A read's version: what came is the value of another key. */
  public static final long OTHER_KEY = -2;

  /** A read's version: it failed. */
  public static final long NOTHING = -3;

  /** Length on the disk. */
  static final int BYTES = 4 + 2 + 2 + 1 + 1 + 1 + 1 + 8 + 8 + 8;

  private static final Operation[] OPERATIONS = Operation.values();
  private static final Ending[] ENDINGS = Ending.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  boolean isRead() {
    return operation == Operation.GET;
  }

  @SuppressWarnings("EnumOrdinal") // a history is read by the version that wrote it
  void writeTo(ByteBuffer buffer) {
    buffer.putInt(key).putShort((short) node).putShort((short) phase);
    buffer.put((byte) operation.ordinal()).put((byte) ending.ordinal());
    buffer.put((byte) outcome.ordinal()).put((byte) 0);
    buffer.putLong(version).putLong(invokedNanos).putLong(endedNanos);
  }

  static HistoryEntry readFrom(ByteBuffer buffer) {
    int key = buffer.getInt();
    int node = buffer.getShort();
    int phase = buffer.getShort();
    Operation operation = OPERATIONS[buffer.get()];
    Ending ending = ENDINGS[buffer.get()];
    Outcome outcome = OUTCOMES[buffer.get()];
    buffer.get();
    return new HistoryEntry(
        key,
        node,
        phase,
        operation,
        ending,
        outcome,
        buffer.getLong(),
        buffer.getLong(),
        buffer.getLong());
  }
}
