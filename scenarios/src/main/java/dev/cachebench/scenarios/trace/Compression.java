package dev.cachebench.scenarios.trace;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** How a trace's file is compressed; known by its first bytes, not by its name. */
enum Compression {
  GZIP("gz", "gzip", "1f8b") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER);
    }
  },
  XZ("xz", "xz", "fd377a585a00") {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new XZInputStream(in, MOST_KIBIBYTES);
    }
  },
  ZSTANDARD("zst", "zstd", "28b52ffd") {
    @Override
    InputStream open(InputStream in) {
      return new ZstdInputStream(in);
    }
  };

  /** Bytes of the longest mark. */
  static final int MARK = 6;

  private static final int BUFFER = 1 << 16;

  /** What unpacking may take; more than the highest preset of xz needs. */
  private static final int MOST_KIBIBYTES = 128 << 10;

  private final String ending;
  private final String program;

  /** The first bytes, in hexadecimal. */
  private final String mark;

  Compression(String ending, String program, String mark) {
    this.ending = ending;
    this.program = program;
    this.mark = mark;
  }

  /** Opens what is compressed. */
  abstract InputStream open(InputStream in) throws IOException;

  /** Returns the program that tests and unpacks such files. */
  String program() {
    return program;
  }

  /** Finds the compression of a file that begins with these bytes. */
  static Optional<Compression> of(byte[] first) {
    String hex = HexFormat.of().formatHex(first);
    return Arrays.stream(values()).filter(each -> hex.startsWith(each.mark)).findFirst();
  }

  /** Finds the compression that a file's name tells of. */
  static Optional<Compression> named(String file) {
    return Arrays.stream(values()).filter(each -> file.endsWith("." + each.ending)).findFirst();
  }
}
