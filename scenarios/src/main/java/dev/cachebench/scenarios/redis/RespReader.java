package dev.cachebench.scenarios.redis;

import dev.cachebench.scenarios.redis.RespConnection.ErrorReply;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of version 2 of Redis's protocol. Each is bounded in size, because what answers
 * need not be a Redis.
 *
 * <p>Confined to one thread.
 */
final class RespReader {

  static final int LARGEST_TEXT = 16 << 20;

  /** A monitor tells of a command in one line, each byte of a value in up to four characters. */
  static final int LONGEST_LINE = LARGEST_TEXT;

  static final int LONGEST_LIST = 1 << 20;
  static final int DEEPEST = 4;

  private final InputStream in;

  /**
   * Creates one.
   *
   * @param in buffered, since lines are read byte by byte
   */
  RespReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next answer.
   *
   * @return a {@code String} of one character for each byte, a {@code Long}, an {@code ErrorReply},
   *     a {@code List} of those, or null
   * @throws EOFException if the stream ends before it
   * @throws IOException if it is not one of Redis's, or too long
   */
  @Nullable Object read() throws IOException {
    return read(0);
  }

  private @Nullable Object read(int depth) throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new ErrorReply(rest);
      case ':' -> number(rest);
      case '$' -> bulk(number(rest));
      case '*' -> list(number(rest), depth);
      default -> throw new IOException("this is no Redis: it says `" + shortened(line) + "`");
    };
  }

  private @Nullable String bulk(long length) throws IOException {
    if (length < 0) {
      return null;
    }
    if (length > LARGEST_TEXT) {
      throw new IOException("an answer of " + length + " bytes is too long");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw closed();
    }
    line();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private @Nullable List<@Nullable Object> list(long length, int depth) throws IOException {
    if (length < 0) {
      return null;
    }
    if (length > LONGEST_LIST || depth >= DEEPEST) {
      throw new IOException("an answer of " + length + " parts is too long");
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      parts.add(read(depth + 1));
    }
    return parts;
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("this is no Redis: it counts `" + shortened(text) + "`", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw closed();
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("this is no Redis: its lines do not end");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static EOFException closed() {
    return new EOFException("the server closed the connection");
  }

  /** Returns words of somebody else's as a message may show them. */
  private static String shortened(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
  }
}
