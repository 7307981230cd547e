package dev.cachebench.scenarios.trace;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a trace from a file as a stream: memory is needed for the numbers of the keys, not for the
 * file. What is compressed by gzip is known by its first bytes, not by its name.
 */
public final class TraceReader {

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 4;
  private static final int GZIP = 0x1f8b;
  private static final int XZ = 0xfd377a58;
  private static final int ZSTANDARD = 0x28b52ffd;

  private TraceReader() {}

  /**
   * Reads the first requests of a trace.
   *
   * @param limit how many at most, 1 or more
   * @throws TraceException if the file is not there, not what was named, or holds no request
   * @throws IOException if reading fails
   */
  public static Trace read(TraceSpec spec, long limit) throws IOException {
    String file = spec.file().toString();
    if (Files.isDirectory(spec.file())) {
      throw new TraceException(file + " is a directory", "name a file in it");
    }
    TraceBuilder trace = new TraceBuilder(limit);
    try (InputStream in = open(spec.file())) {
      TraceLines lines = new TraceLines(file, in);
      try {
        spec.format().read(lines, trace);
      } catch (EOFException | ZipException e) {
        throw new TraceException(
            "%s:%d  expected more, but the compressed data is cut off or damaged behind this line"
                .formatted(file, lines.lineNumber()),
            "fetch the file again; `gzip -t` checks it");
      }
    } catch (NoSuchFileException e) {
      throw new TraceException(
          "there is no file " + file, "check the path; it is taken from the current directory");
    }
    if (trace.length() == 0) {
      throw new TraceException(
          file + " holds no request", "expected " + spec.format().word() + " lines; is it empty?");
    }
    return trace.build(name(spec.file()));
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    // It is shown and written into files, so it must be one line of text.
    return (name == null ? file : name).toString().replaceAll("\\p{Cntrl}", "?");
  }

  @SuppressWarnings("MustBeClosed")
  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      in.mark(MAGIC);
      byte[] first = in.readNBytes(MAGIC);
      in.reset();
      return decompressed(file, in, first);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream decompressed(Path file, InputStream in, byte[] first)
      throws IOException {
    int magic = 0;
    for (int i = 0; i < MAGIC; i++) {
      magic = magic << Byte.SIZE | (i < first.length ? first[i] & 0xff : 0);
    }
    if (magic >>> 16 == GZIP) {
      return gunzip(file, in);
    }
    if (magic == XZ || magic == ZSTANDARD) {
      throw new TraceException(
          file + " is compressed by " + (magic == XZ ? "xz" : "zstd") + ", not in this version",
          "decompress it first, by `" + (magic == XZ ? "xz" : "zstd") + " -d`, or use gzip");
    }
    if (file.toString().endsWith(".gz")) {
      throw new TraceException(
          file + ":1  expected data compressed by gzip, as the name says, but it is not",
          "name it without .gz if it is plain text");
    }
    return in;
  }

  private static InputStream gunzip(Path file, InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, BUFFER);
    } catch (EOFException | ZipException e) {
      throw new TraceException(
          file + ":1  expected data compressed by gzip, but its header is damaged",
          "fetch the file again; `gzip -t` checks it");
    }
  }
}
