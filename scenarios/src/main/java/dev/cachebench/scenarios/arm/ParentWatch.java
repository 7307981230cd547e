package dev.cachebench.scenarios.arm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Listens to the tool on standard input: the plan comes first, then perhaps {@code stop}; the end
 * of the stream means that the tool is gone, however it went, and that the arm must go too.
 */
final class ParentWatch {

  private final BufferedReader input;
  private final Runnable stop;
  private final Consumer<String> others;
  private final Runnable parentGone;

  /**
   * Creates one.
   *
   * @param stop hears that the load shall end
   * @param others hears every other line
   * @param parentGone hears that the tool is gone
   */
  ParentWatch(InputStream input, Runnable stop, Consumer<String> others, Runnable parentGone) {
    this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    this.stop = stop;
    this.others = others;
    this.parentGone = parentGone;
  }

  /** Returns the first line; empty when the parent said nothing. */
  String firstLine() throws IOException {
    String line = input.readLine();
    return line == null ? "" : line;
  }

  /** Listens on a daemon thread from now on. */
  void start() {
    Thread thread = new Thread(this::listen, "cachebench-parent");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.equals("stop")) {
          stop.run();
        } else {
          others.accept(line);
        }
      }
    } catch (IOException e) {
      // A broken pipe is the end of the stream, too.
    }
    parentGone.run();
  }
}
