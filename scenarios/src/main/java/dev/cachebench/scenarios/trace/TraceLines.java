package dev.cachebench.scenarios.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines of a file, one after the other in the same buffer, so that reading a number allocates
 * nothing. Space around a line and a carriage return at its end do not belong to it.
 *
 * <p>Confined to one thread.
 */
final class TraceLines {

  /** Longest line, in bytes; what is longer is no text. */
  static final int LONGEST = 1 << 16;

  private static final int BUFFER = 1 << 16;
  private static final int SHOWN = 40;

  private final String file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] line = new byte[LONGEST];
  private int position;
  private int filled;
  private int length;
  private int at;
  private long number;

  TraceLines(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Moves on to the next line that is not blank; returns false behind the last. */
  boolean next() throws IOException {
    do {
      if (!read()) {
        return false;
      }
      skipSpace();
    } while (at == length);
    return true;
  }

  /** Returns whether the line is a remark of the LIRS format. */
  boolean isMark() {
    return line[at] == '*';
  }

  /** Returns the line; bytes become characters one to one, so that different keys stay so. */
  String text() {
    return new String(line, at, length - at, StandardCharsets.ISO_8859_1);
  }

  /**
   * Takes the next number of the line, which must end at a space or the line's end.
   *
   * @param expected what the line should be, for the error
   */
  long number(String expected) {
    boolean isNegative = at < length && line[at] == '-';
    int first = isNegative ? at + 1 : at;
    int end = first;
    long value = 0;
    while (end < length && line[end] >= '0' && line[end] <= '9') {
      int digit = line[end] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw broken(expected);
      }
      value = value * 10 + digit;
      end++;
    }
    if (end == first || (end < length && !isSpace(line[end]))) {
      throw broken(expected);
    }
    at = end;
    skipSpace();
    return isNegative ? -value : value;
  }

  /** Asserts that nothing is left of the line. */
  void end(String expected) {
    if (at < length) {
      throw broken(expected);
    }
  }

  /** Returns the error of a line that is not what was expected. */
  TraceException broken(String expected) {
    String text = new String(line, 0, Math.min(length, SHOWN), StandardCharsets.ISO_8859_1);
    String shown = text.strip().replaceAll("[^ -~]", "?") + (length > SHOWN ? "…" : "");
    return new TraceException(
        "%s:%d  expected %s, but was `%s`".formatted(file, number, expected, shown),
        "is it the format that was named? Formats are " + TraceFormat.words());
  }

  /** Returns the number of the current line, from 1; that of the last one at the end. */
  long lineNumber() {
    return number;
  }

  private boolean read() throws IOException {
    length = 0;
    at = 0;
    boolean isAny = false;
    for (int b = readByte(); b >= 0; b = readByte()) {
      isAny = true;
      if (b == '\n') {
        break;
      }
      if (length == LONGEST) {
        number++;
        throw broken("a line of at most " + LONGEST + " bytes");
      }
      line[length++] = (byte) b;
    }
    number += isAny ? 1 : 0;
    while (length > 0 && isSpace(line[length - 1])) {
      length--;
    }
    return isAny;
  }

  private int readByte() throws IOException {
    if (position == filled) {
      filled = Math.max(0, in.read(buffer));
      position = 0;
      if (filled == 0) {
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }

  private void skipSpace() {
    while (at < length && isSpace(line[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
