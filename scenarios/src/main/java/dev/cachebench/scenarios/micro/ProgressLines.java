package dev.cachebench.scenarios.micro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes everything to a log and passes on the few lines that tell a person how far it is. */
final class ProgressLines extends OutputStream {

  private static final String BENCHMARK = "# Benchmark: ";
  private static final String PROGRESS = "# Run progress: ";

  private final OutputStream log;
  private final Consumer<String> progress;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String benchmark = "";

  ProgressLines(OutputStream log, Consumer<String> progress) {
    this.log = log;
    this.progress = progress;
  }

  @Override
  public void write(int b) throws IOException {
    log.write(b);
    if (b == '\n') {
      pass(line.toString(StandardCharsets.UTF_8).strip());
      line.reset();
    } else {
      line.write(b);
    }
  }

  /** JMH names a benchmark, then says before each of its forks how far it is. */
  private void pass(String text) {
    if (text.startsWith(BENCHMARK)) {
      benchmark = MicroResults.shortName(text.substring(BENCHMARK.length()));
    } else if (text.startsWith(PROGRESS) && !benchmark.isEmpty()) {
      progress.accept("%-26s  %s".formatted(benchmark, text.substring(PROGRESS.length())));
      benchmark = "";
    } else if (text.startsWith("<failure>")) {
      progress.accept("failed, see jmh.log");
    }
  }

  @Override
  public void flush() throws IOException {
    log.flush();
  }
}
