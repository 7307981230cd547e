package dev.cachebench.scenarios.sim;

import dev.cachebench.scenarios.trace.Trace;
import dev.cachebench.scenarios.trace.TraceFormat;
import dev.cachebench.scenarios.trace.TraceReader;
import dev.cachebench.scenarios.trace.TraceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Traces of tests: written down, or published with Caffeine's simulator. */
final class Traces {

  private static final String SHIPPED = "/com/github/benmanes/caffeine/cache/simulator/parser/";

  private Traces() {}

  /** Returns a trace of the letters of a text. */
  static Trace letters(String text) {
    return numbers(text.chars().boxed().toList());
  }

  static Trace numbers(List<Integer> keys) {
    try {
      Path file = Files.createTempFile("trace", ".txt");
      try {
        Files.writeString(
            file, keys.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        return TraceReader.read(new TraceSpec(TraceFormat.LIRS, file), Long.MAX_VALUE);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a trace of a table with a column `key`. */
  static Trace csv(String table, @Nullable String sizeColumn) {
    try {
      Path file = Files.createTempFile("trace", ".csv");
      try {
        Files.writeString(file, table);
        return TraceReader.read(
            new TraceSpec(TraceFormat.CSV, file, new TraceSpec.Columns("key", sizeColumn)),
            Long.MAX_VALUE);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Trace published(String name) {
    return published(TraceFormat.LIRS, "lirs/" + name + ".trace.gz");
  }

  /** Returns a trace that Caffeine's simulator ships. */
  static Trace published(TraceFormat format, String path) {
    try (InputStream in = Traces.class.getResourceAsStream(SHIPPED + path)) {
      Assumptions.assumeTrue(in != null, "-Dchecks=off leaves out the published traces");
      Path file = Files.createTempFile("published", path.substring(path.lastIndexOf('.')));
      try {
        Files.write(file, in.readAllBytes());
        return TraceReader.read(new TraceSpec(format, file), Long.MAX_VALUE);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns, for each request, H for a hit and . for a miss. */
  static String hits(PolicyKind kind, int capacity, Trace trace) {
    EvictionPolicy policy = kind.create(Capacity.entries(capacity), trace, 0);
    StringBuilder hits = new StringBuilder();
    for (int i = 0; i < trace.length(); i++) {
      hits.append(policy.request(trace.key(i)) ? 'H' : '.');
    }
    return hits.toString();
  }
}
