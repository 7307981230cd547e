package dev.cachebench.scenarios.trace;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** How a trace's file is compressed; known by its first bytes, not by its name. */
enum Compression {
  GZIP("gz", "gzip", 0x1f, 0x8b) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in, BUFFER);
    }
  },
  XZ("xz", "xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new XZInputStream(in, MOST_KIBIBYTES);
    }
  },
  ZSTANDARD("zst", "zstd", 0x28, 0xb5, 0x2f, 0xfd) {
    @Override
    InputStream open(InputStream in) {
      return new ZstdInputStream(in);
    }
  };

  /** The longest mark. */
  static final int MARK = 6;

  private static final int BUFFER = 1 << 16;

  /** What unpacking may take; more than the highest preset of xz needs. */
  private static final int MOST_KIBIBYTES = 128 << 10;

  private final String ending;
  private final String program;
  private final byte[] mark;

  Compression(String ending, String program, int... mark) {
    this.ending = ending;
    this.program = program;
    this.mark = new byte[mark.length];
    for (int i = 0; i < mark.length; i++) {
      this.mark[i] = (byte) mark[i];
    }
  }

  /** Opens what is compressed. */
  abstract InputStream open(InputStream in) throws IOException;

  /** Returns the program that tests and unpacks such files. */
  String program() {
    return program;
  }

  /** Finds the compression of a file that begins with these bytes. */
  static Optional<Compression> of(byte[] first) {
    return Arrays.stream(values())
        .filter(
            each ->
                first.length >= each.mark.length
                    && Arrays.equals(Arrays.copyOf(first, each.mark.length), each.mark))
        .findFirst();
  }

  /** Finds the compression that a file's name tells of. */
  static Optional<Compression> named(String file) {
    return Arrays.stream(values()).filter(each -> file.endsWith("." + each.ending)).findFirst();
  }
}
