package dev.cachebench.scenarios.result;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes a run directory as the run goes: every line reaches the file at once, so that an aborted
 * run still reads.
 *
 * <p>Safe for use by many threads.
 */
public final class RunWriter implements Closeable {

  private final RunDirectory directory;
  private final Map<RunFile, BufferedWriter> open = new EnumMap<>(RunFile.class);

  /**
   * Creates the files that grow.
   *
   * @param startEpochSeconds start of the run's clock, seconds since the epoch
   */
  public RunWriter(RunDirectory directory, double startEpochSeconds) throws IOException {
    this.directory = directory;
    for (RunFile file :
        new RunFile[] {RunFile.INTERVALS, RunFile.COUNTERS, RunFile.VIOLATIONS, RunFile.EVENTS}) {
      open.put(
          file,
          Files.newBufferedWriter(
              directory.path(file), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
    }
    append(RunFile.INTERVALS, new HistogramLines().header(startEpochSeconds));
  }

  /** Writes a whole file at once. */
  public void write(RunFile file, String text) throws IOException {
    Files.writeString(directory.path(file), text);
  }

  /** Appends an event. */
  public void event(RunEvent event) {
    append(RunFile.EVENTS, JsonLines.encode(event));
  }

  /**
   * Appends one or more whole lines.
   *
   * @param text with or without its last line feed
   */
  public synchronized void append(RunFile file, String text) {
    BufferedWriter writer = open.get(file);
    if (writer == null) {
      throw new IllegalStateException("the run directory is closed, " + file + " cannot grow");
    }
    try {
      writer.write(text);
      if (!text.endsWith("\n")) {
        writer.write('\n');
      }
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (BufferedWriter writer : open.values()) {
      writer.close();
    }
    open.clear();
  }
}
