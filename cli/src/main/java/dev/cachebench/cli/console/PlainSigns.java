package dev.cachebench.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Replaces the signs of reports by ones that every character set has.
 *
 * <p>Confined to one thread.
 */
public final class PlainSigns extends FilterWriter {

  private static final Map<Character, String> REPLACEMENTS =
      Map.ofEntries(
          Map.entry('✓', "+"),
          Map.entry('✗', "x"),
          Map.entry('·', "-"),
          Map.entry('–', "-"),
          Map.entry('−', "-"),
          Map.entry('—', "-"),
          Map.entry('×', "x"),
          Map.entry('÷', "/"),
          Map.entry('±', "+-"),
          Map.entry('≤', "<="),
          Map.entry('≥', ">="),
          Map.entry('≈', "~"),
          Map.entry('→', "->"),
          Map.entry('…', ".."),
          Map.entry('µ', "u"),
          Map.entry('μ', "u"),
          Map.entry('λ', "lambda"),
          Map.entry('’', "'"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('\u00a0', " "),
          Map.entry('\u2009', " "),
          Map.entry('\u202f', " "));

  private static final String SIGNS = "✓✗·–−×±→…µ";

  /** Creates a writer on another. */
  public PlainSigns(Writer out) {
    super(out);
  }

  /** Returns whether a character set lacks signs that reports use. */
  public static boolean areNeededFor(Charset charset) {
    return !charset.newEncoder().canEncode(SIGNS);
  }

  @Override
  public void write(int c) throws IOException {
    String replacement = REPLACEMENTS.get((char) c);
    if (replacement == null) {
      out.write(c);
    } else {
      out.write(replacement);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(buffer[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text.charAt(i));
    }
  }
}
