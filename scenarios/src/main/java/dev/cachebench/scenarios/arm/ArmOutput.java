package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramLines;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunSink;
import dev.cachebench.scenarios.result.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/**
 * Writes what an arm measures to the tool, line by line.
 *
 * <p>Safe for use by many threads.
 */
final class ArmOutput implements RunSink {

  private final OutputStream out;
  private final HistogramLines histograms = new HistogramLines();

  ArmOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public synchronized void histogram(
      HistogramTag tag, Histogram interval, double startSeconds, double lengthSeconds) {
    say(ArmMessage.HISTOGRAM, histograms.line(tag, interval, startSeconds, lengthSeconds));
  }

  @Override
  public void counters(CountersRow row) {
    say(ArmMessage.COUNTERS, JsonLines.encode(row));
  }

  @Override
  public void event(RunEvent event) {
    say(ArmMessage.EVENT, JsonLines.encode(event));
  }

  @Override
  public void violation(Violation violation) {
    say(ArmMessage.VIOLATION, JsonLines.encode(violation));
  }

  void progress(ArmProgress progress) {
    say(ArmMessage.PROGRESS, JsonLines.encode(progress));
  }

  void redis(String question) {
    say(ArmMessage.REDIS, question);
  }

  void failure(ArmFailure failure) {
    say(ArmMessage.FAILURE, JsonLines.encode(failure));
  }

  private synchronized void say(ArmMessage message, String payload) {
    String line = message.letter() + " " + payload + (payload.endsWith("\n") ? "" : "\n");
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the tool does not listen any more", e);
    }
  }
}
