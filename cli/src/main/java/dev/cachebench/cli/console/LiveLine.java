package dev.cachebench.cli.console;

import java.io.PrintWriter;

/**
 * The last line of a terminal, drawn again in place.
 *
 * <p>Confined to one thread.
 */
public final class LiveLine {

  private static final String TO_START_AND_CLEAR = "\r\033[K";

  private final PrintWriter writer;
  private final int columns;
  private boolean isShown;

  /**
   * Creates a line that shows nothing yet.
   *
   * @param writer the terminal
   * @param columns its width; a longer text is cut, because a line that wraps cannot be redrawn
   */
  public LiveLine(PrintWriter writer, int columns) {
    this.writer = writer;
    this.columns = columns;
  }

  /** Shows a text, without line break, in place of the last one. */
  public void show(String text) {
    int longest = columns - 1;
    writer.print(
        TO_START_AND_CLEAR + (text.length() > longest ? text.substring(0, longest) : text));
    writer.flush();
    isShown = true;
  }

  /** Removes the text, so that something else can be printed. */
  public void clear() {
    if (isShown) {
      writer.print(TO_START_AND_CLEAR);
      writer.flush();
      isShown = false;
    }
  }
}
