package dev.cachebench.cli.testing;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.Terminal;
import java.io.StringReader;
import java.io.StringWriter;

/** A console whose output can be read. */
public final class Captured {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console;

  /** Creates one that is no terminal. */
  public Captured() {
    this(Terminal.none());
  }

  /** Creates one that is what a terminal says. */
  public Captured(Terminal terminal) {
    console = Console.of(out, err, terminal);
  }

  /** Creates a terminal at which somebody has typed a text. */
  public Captured(String typed) {
    Terminal terminal = new Terminal(true, false, false, Terminal.none().columns());
    console = Console.of(new StringReader(typed), out, err, terminal);
  }

  /** Returns the console. */
  public Console console() {
    return console;
  }

  /** Forgets what was written. */
  public void clear() {
    console.flush();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  /** Returns what went to standard output. */
  public String out() {
    console.flush();
    return out.toString();
  }

  /** Returns what went to standard error. */
  public String err() {
    console.flush();
    return err.toString();
  }
}
