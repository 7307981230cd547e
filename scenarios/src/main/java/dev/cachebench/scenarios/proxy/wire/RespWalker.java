package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;

/**
 * Follows a stream of RESP 2 or 3 and says where strings and whole replies are, without keeping
 * anything of it. Commands, which are arrays of strings, are followed in the same way.
 *
 * <p>Confined to one thread.
 */
final class RespWalker {

  private static final int LONGEST_HEADER = 32;
  private static final long LONGEST_STRING = 512L << 20;
  private static final String AGGREGATES = "*~>%|";
  private static final String STRINGS = "$=!";
  private static final String LINES = "+-:,#(_";

  private final ArrayDeque<Long> open = new ArrayDeque<>();
  private final StringBuilder header = new StringBuilder();
  private long bodyLeft;
  private long bodyLength;
  private boolean isLost;

  /** Hears what is where, by index into the buffer that is being walked. */
  interface Visitor {

    /** A string begins whose content has so many bytes. */
    default void string(long length) {}

    /** Some of the string's content. */
    default void content(int index, int count, long offset) {}

    /** A whole reply has ended just before this index. */
    default void replied(int end) {}
  }

  /** Returns whether what came is no RESP; then nothing more is said. */
  boolean isLost() {
    return isLost;
  }

  /** Returns whether nothing has begun that has not ended. */
  boolean isAtBoundary() {
    return !isLost && open.isEmpty() && header.length() == 0 && bodyLeft == 0;
  }

  /** Returns whether a buffer holds whole replies and nothing else. */
  static boolean isWhole(ByteBuf data) {
    RespWalker trial = new RespWalker();
    trial.walk(data, new Visitor() {});
    return trial.isAtBoundary();
  }

  /** Walks over what can be read, which stays as it is. */
  void walk(ByteBuf data, Visitor visitor) {
    int index = data.readerIndex();
    int end = data.writerIndex();
    while (index < end && !isLost) {
      index = bodyLeft > 0 ? body(index, end, visitor) : line(data, index, visitor);
    }
  }

  private int body(int index, int end, Visitor visitor) {
    int count = (int) Math.min(bodyLeft, end - index);
    long offset = bodyLength + 2 - bodyLeft;
    int content = (int) Math.max(0, Math.min(count, bodyLength - offset));
    if (content > 0) {
      visitor.content(index, content, offset);
    }
    bodyLeft -= count;
    if (bodyLeft == 0) {
      valueEnded(index + count, visitor);
    }
    return index + count;
  }

  private int line(ByteBuf data, int index, Visitor visitor) {
    char next = (char) data.getUnsignedByte(index);
    if (next != '\n') {
      if (header.length() == 0 && (AGGREGATES + STRINGS + LINES).indexOf(next) < 0) {
        isLost = true;
      } else if (header.length() < LONGEST_HEADER) {
        header.append(next);
      } else if (LINES.indexOf(header.charAt(0)) < 0) {
        isLost = true;
      }
      return index + 1;
    }
    String line = header.toString().stripTrailing();
    header.setLength(0);
    if (line.isEmpty()) {
      isLost = true;
    } else {
      begin(line, index + 1, visitor);
    }
    return index + 1;
  }

  private void begin(String line, int end, Visitor visitor) {
    char type = line.charAt(0);
    if (LINES.indexOf(type) >= 0) {
      valueEnded(end, visitor);
      return;
    }
    long length = number(line.substring(1));
    if (length < -1 || length > LONGEST_STRING) {
      isLost = true;
    } else if (length == -1) {
      valueEnded(end, visitor);
    } else if (STRINGS.indexOf(type) >= 0) {
      bodyLength = length;
      bodyLeft = length + 2;
      visitor.string(length);
    } else {
      // A map has two values for each entry; attributes come before the value that they are of.
      long values = type == '%' ? 2 * length : type == '|' ? 2 * length + 1 : length;
      if (values == 0) {
        valueEnded(end, visitor);
      } else {
        open.push(values);
      }
    }
  }

  private static long number(String text) {
    return text.matches("-?[0-9]{1,12}") ? Long.parseLong(text) : -2;
  }

  private void valueEnded(int end, Visitor visitor) {
    while (!open.isEmpty()) {
      long left = open.pop() - 1;
      if (left > 0) {
        open.push(left);
        return;
      }
    }
    visitor.replied(end);
  }
}
