package dev.cachebench.scenarios.trace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a trace, decompressed, and how far they have been read: as lines, or as records.
 *
 * <p>Confined to one thread.
 */
final class TraceInput {

  private final String file;
  private final Counted in;
  private final TraceLines lines;
  private boolean isText;

  TraceInput(String file, InputStream in) {
    this.file = file;
    this.in = new Counted(in);
    this.lines = new TraceLines(file, this.in);
  }

  String file() {
    return file;
  }

  /** Returns its lines; it is text then. */
  TraceLines lines() {
    isText = true;
    return lines;
  }

  /** Returns its bytes. */
  InputStream bytes() {
    return in;
  }

  /** Returns the place that was read last, as errors name it. */
  String place() {
    return isText ? file + ":" + lines.lineNumber() : "%s, byte %d".formatted(file, in.count);
  }

  /**
   * Fills a buffer with the next record; returns false behind the last.
   *
   * @throws TraceException if the file ends within it
   */
  boolean record(byte[] record) throws IOException {
    long start = in.count;
    int length = in.readNBytes(record, 0, record.length);
    if (length == 0) {
      return false;
    }
    if (length < record.length) {
      throw new TraceException(
          "%s, byte %d  expected a record of %d bytes, but only %d are left"
              .formatted(file, start, record.length, length),
          "is it the format that was named? Formats are " + TraceFormat.words());
    }
    return true;
  }

  /** Counts what is read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
