package dev.cachebench.cli.console;

import dev.cachebench.reports.render.Plain;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The two streams of the process: results go to one, progress and warnings to the other.
 *
 * <p>Confined to one thread.
 */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter data;
  private final PrintWriter err;
  private final BufferedReader in;
  private final Terminal terminal;
  private final Paint outPaint;
  private final Paint errPaint;

  private Console(
      PrintWriter out,
      PrintWriter data,
      PrintWriter err,
      BufferedReader in,
      Terminal terminal,
      ColorMode color,
      Map<String, String> environment) {
    this.out = out;
    this.data = data;
    this.err = err;
    this.in = in;
    this.terminal = terminal;
    this.outPaint = new Paint(color.isOn(terminal.isOutput(), environment));
    this.errPaint = new Paint(color.isOn(terminal.isError(), environment));
  }

  /**
   * Returns the console of this process.
   *
   * @param color what {@code --color} said
   * @param properties system properties
   * @param environment the process's environment
   */
  public static Console ofProcess(
      ColorMode color, Properties properties, Map<String, String> environment) {
    OutputStream stdout = new FileOutputStream(FileDescriptor.out);
    OutputStream stderr = new FileOutputStream(FileDescriptor.err);
    return new Console(
        text(stdout, charset("stdout.encoding", properties)),
        writer(stdout, StandardCharsets.UTF_8),
        text(stderr, charset("stderr.encoding", properties)),
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), charset("stdin.encoding", properties))),
        Terminal.detect(properties, environment),
        color,
        environment);
  }

  /** Returns a console on two writers, without colours and with nobody who answers. */
  public static Console of(Writer out, Writer err, Terminal terminal) {
    return of(Reader.nullReader(), out, err, terminal);
  }

  /** Returns a console on a reader and two writers, without colours. */
  public static Console of(Reader in, Writer out, Writer err, Terminal terminal) {
    PrintWriter printed = new PrintWriter(out, true);
    return new Console(
        printed,
        printed,
        new PrintWriter(err, true),
        new BufferedReader(in),
        terminal,
        ColorMode.NEVER,
        Map.of());
  }

  private static Charset charset(String property, Properties properties) {
    String name = properties.getProperty(property, properties.getProperty("native.encoding"));
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }

  private static PrintWriter text(OutputStream stream, Charset charset) {
    PrintWriter writer = writer(stream, charset);
    return PlainSigns.areNeededFor(charset)
        ? new PrintWriter(new PlainSigns(writer), true)
        : writer;
  }

  private static PrintWriter writer(OutputStream stream, Charset charset) {
    return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, charset)), true);
  }

  /** Returns where results for people go. */
  public PrintWriter out() {
    return out;
  }

  /** Returns where results for programs go: standard output too, but always UTF-8. */
  public PrintWriter data() {
    return data;
  }

  /** Returns where progress and warnings go. */
  public PrintWriter err() {
    return err;
  }

  /** Returns what a person types; ask {@link Terminal#isInput} first whether there is one. */
  public BufferedReader in() {
    return in;
  }

  /** Returns where the streams end. */
  public Terminal terminal() {
    return terminal;
  }

  /** Returns the colours of {@link #out}. */
  public Paint outPaint() {
    return outPaint;
  }

  /** Returns the colours of {@link #err}. */
  public Paint errPaint() {
    return errPaint;
  }

  /** Prints a warning: what was seen, and what to do. */
  public void warn(String text) {
    err.println(errPaint.look("!") + " " + safe(text).replace("\n", "\n  "));
  }

  /**
   * Returns a text whose lines hold nothing that a terminal would act upon: it may come from a file
   * or a server.
   */
  public static String safe(String text) {
    return text.lines().map(Plain::safe).collect(Collectors.joining("\n"));
  }

  /** Writes out what is still held back. */
  public void flush() {
    out.flush();
    data.flush();
    err.flush();
  }
}
