package dev.cachebench.scenarios.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How the requests of a trace are written; one constant for each format. */
public enum TraceFormat {
  /**
   * One block number a line; lines that begin with {@code *} are remarks. Source: the traces of S.
   * Jiang, X. Zhang, "LIRS", SIGMETRICS 2002.
   */
  LIRS("lirs") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      TraceLines lines = input.lines();
      while (!trace.isFull() && lines.next()) {
        if (!lines.isMark()) {
          trace.add(lines.number("one whole number"));
          lines.end("one whole number");
        }
      }
    }
  },
  /** One key a line, any text without line feed. */
  LINES("lines") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      TraceLines lines = input.lines();
      while (!trace.isFull() && lines.next()) {
        trace.add(lines.text());
      }
    }
  },
  /**
   * First block and number of blocks, then what is not read: {@code 7 3 0 1} asks for 7, 8 and 9.
   * Source: the traces of N. Megiddo, D. Modha, "ARC", FAST 2003.
   */
  ARC("arc") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      TraceLines lines = input.lines();
      while (!trace.isFull() && lines.next()) {
        long start = lines.number(START_AND_COUNT);
        long count = lines.number(START_AND_COUNT);
        if (start < 0 || count < 1 || start > Long.MAX_VALUE - count) {
          throw lines.broken(START_AND_COUNT);
        }
        for (long i = 0; i < count && !trace.isFull(); i++) {
          trace.add(start + i);
        }
      }
    }
  },
  /** A table whose first line names the columns: one of keys, and one of sizes if it is named. */
  CSV("csv") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      new CsvTrace(input, spec.columns(), trace).read();
    }
  },
  /**
   * libCacheSim's records of 24 bytes, little-endian: time (4), key (8), size in bytes (4), and the
   * position of the next request for the key (8), of which key and size are read.
   */
  ORACLE_GENERAL("oracleGeneral") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      trace.withSizes();
      byte[] bytes = new byte[24];
      ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      while (!trace.isFull() && input.record(bytes)) {
        trace.add(record.getLong(4), Integer.toUnsignedLong(record.getInt(12)));
      }
    }
  },
  /** Keys of 4 bytes, big-endian. */
  BE_INT("be-int") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      byte[] bytes = new byte[Integer.BYTES];
      ByteBuffer record = ByteBuffer.wrap(bytes);
      while (!trace.isFull() && input.record(bytes)) {
        trace.add(record.getInt(0));
      }
    }
  },
  /** Keys of 8 bytes, big-endian. */
  BE_LONG("be-long") {
    @Override
    void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException {
      byte[] bytes = new byte[Long.BYTES];
      ByteBuffer record = ByteBuffer.wrap(bytes);
      while (!trace.isFull() && input.record(bytes)) {
        trace.add(record.getLong(0));
      }
    }
  };

  private static final String START_AND_COUNT =
      "a first block of 0 or more and a number of blocks of 1 or more";

  private final String word;

  TraceFormat(String word) {
    this.word = word;
  }

  /** Adds the requests of a file to a trace, until it is full. */
  abstract void read(TraceInput input, TraceSpec spec, TraceBuilder trace) throws IOException;

  /** Returns the word of the command line. */
  public String word() {
    return word;
  }

  /** Returns the words of all formats, for messages. */
  static String words() {
    return Arrays.stream(values()).map(TraceFormat::word).collect(Collectors.joining(", "));
  }
}
