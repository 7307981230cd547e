package dev.cachebench.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a page brings along, read from the class path: its own style and script, and uPlot. */
final class PageAssets {

  /** The version in the root pom; a test finds out when they differ. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private PageAssets() {}

  static String template() {
    return read("report.html");
  }

  static String style() {
    return read(UPLOT + "dist/uPlot.min.css") + "\n" + read("report.css");
  }

  /** Returns uPlot, led by its licence as that asks for. */
  static String uplot() {
    return "/*\nuPlot, "
        + read(UPLOT + "LICENSE")
        + "*/\n"
        + read(UPLOT + "dist/uPlot.iife.min.js");
  }

  static String script() {
    return read("report.js");
  }

  private static String read(String name) {
    try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path must contain " + name + ", but does not");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
