package dev.cachebench.scenarios.trace;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the requests of a trace are written; one constant for each format. */
public enum TraceFormat {
  /**
   * One block number a line; lines that begin with {@code *} are remarks. Source: the traces of S.
   * Jiang, X. Zhang, "LIRS", SIGMETRICS 2002.
   */
  LIRS {
    @Override
    void read(TraceLines lines, TraceBuilder trace) throws IOException {
      while (!trace.isFull() && lines.next()) {
        if (!lines.isMark()) {
          trace.add(lines.number("one whole number"));
          lines.end("one whole number");
        }
      }
    }
  },
  /** One key a line, any text without line feed. */
  LINES {
    @Override
    void read(TraceLines lines, TraceBuilder trace) throws IOException {
      while (!trace.isFull() && lines.next()) {
        trace.add(lines.text());
      }
    }
  },
  /**
   * First block and number of blocks, then what is not read: {@code 7 3 0 1} asks for 7, 8 and 9.
   * Source: the traces of N. Megiddo, D. Modha, "ARC", FAST 2003.
   */
  ARC {
    @Override
    void read(TraceLines lines, TraceBuilder trace) throws IOException {
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
  };

  /** Formats that are named in the documents and come with a later version. */
  static final List<String> LATER = List.of("csv", "oracleGeneral", "be-int", "be-long");

  private static final String START_AND_COUNT =
      "a first block of 0 or more and a number of blocks of 1 or more";

  /** Adds the requests of a file to a trace, until it is full. */
  abstract void read(TraceLines lines, TraceBuilder trace) throws IOException;

  /** Returns the word of the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the words of all formats, for messages. */
  static String words() {
    return Arrays.stream(values()).map(TraceFormat::word).collect(Collectors.joining(", "));
  }
}
