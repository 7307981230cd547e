package dev.cachebench.scenarios.trace;

import io.airlift.compress.MalformedInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/**
 * Reads a trace from a file as a stream: memory is needed for the numbers of the keys, not for the
 * file. What is compressed by gzip, xz or zstd is known by its first bytes, not by its name.
 */
public final class TraceReader {

  private static final int BUFFER = 1 << 16;

  private TraceReader() {}

  /**
   * Reads the first requests of a trace.
   *
   * @param limit how many at most, 1 or more
   * @throws TraceException if the file is not there, not what was named, or holds no request
   * @throws IOException if reading fails
   */
  public static Trace read(TraceSpec spec, long limit) throws IOException {
    return read(spec, limit, Sampling.ALL).get(0);
  }

  /**
   * Reads the first requests of a trace, or of samples of it.
   *
   * @param limit how many requests at most, those counted that are in no sample; 1 or more
   * @return the trace, or its samples
   * @throws TraceException if the file is not there, not what was named, or holds no request
   * @throws IOException if reading fails
   */
  public static List<Trace> read(TraceSpec spec, long limit, Sampling sampling) throws IOException {
    String file = spec.file().toString();
    if (Files.isDirectory(spec.file())) {
      throw new TraceException(file + " is a directory", "name a file in it");
    }
    TraceBuilder trace = new TraceBuilder(limit, sampling);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(spec.file()), BUFFER)) {
      read(spec, in, trace);
    } catch (NoSuchFileException e) {
      throw new TraceException(
          "there is no file " + file, "check the path; it is taken from the current directory");
    }
    if (trace.seen() == 0) {
      throw new TraceException(
          file + " holds no request", "expected " + spec.format().word() + "; is it empty?");
    }
    return trace.build(name(spec.file()));
  }

  private static void read(TraceSpec spec, InputStream in, TraceBuilder trace) throws IOException {
    String file = spec.file().toString();
    in.mark(Compression.MARK);
    byte[] first = in.readNBytes(Compression.MARK);
    in.reset();
    Optional<Compression> found = Compression.of(first);
    if (found.isEmpty()) {
      Compression.named(file).ifPresent(named -> refuse(file, named));
      spec.format().read(new TraceInput(file, in), spec, trace);
      return;
    }
    Compression compression = found.get();
    TraceInput input = null;
    try (InputStream unpacked = compression.open(in)) {
      input = new TraceInput(file, unpacked);
      spec.format().read(input, spec, trace);
    } catch (EOFException | ZipException | XZIOException | MalformedInputException e) {
      throw damaged(compression, input == null ? file + ":1" : input.place());
    } catch (IOException e) {
      // The decompressor of zstd reports a cut stream as any other failure.
      if (compression == Compression.ZSTANDARD && input != null) {
        throw damaged(compression, input.place());
      }
      throw e;
    }
  }

  private static void refuse(String file, Compression named) {
    throw new TraceException(
        "%s:1  expected data compressed by %s, as the name says, but it is not"
            .formatted(file, named.program()),
        "name it without that ending if it is not compressed");
  }

  private static TraceException damaged(Compression compression, String place) {
    return new TraceException(
        "%s  expected more, but the data compressed by %s is cut off or damaged behind it"
            .formatted(place, compression.program()),
        "fetch the file again; `%s -t` checks it".formatted(compression.program()));
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    // It is shown and written into files, so it must be one line of text.
    return (name == null ? file : name).toString().replaceAll("\\p{Cntrl}", "?");
  }
}
