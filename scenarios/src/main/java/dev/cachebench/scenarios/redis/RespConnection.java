package dev.cachebench.scenarios.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Redis's protocol on a plain socket, for the few questions that the tool itself asks: loading a
 * client for them would take longer than they do.
 *
 * <p>Texts hold one byte in each character (ISO 8859-1), since keys are bytes. Answers are strings,
 * {@code Long}, lists, {@link Refusal} and null. Every read is bounded in time and in size, because
 * what answers need not be a Redis. Confined to one thread.
 */
final class RespConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int LONGEST_LINE = 64 << 10;
  private static final int LARGEST_TEXT = 16 << 20;
  private static final int LONGEST_LIST = 1 << 20;
  private static final int DEEPEST = 4;

  private final Socket socket;
  private final InputStream in;

  private RespConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What the server has against a command.
   *
   * @param message its words
   */
  record Refusal(String message) {}

  /**
   * Connects and logs in.
   *
   * @throws IOException if nobody answers there, or the server refuses user or password
   */
  static RespConnection open(RedisEndpoint endpoint) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      RespConnection connection = new RespConnection(socket);
      if (endpoint.password() != null) {
        List<String> login = new ArrayList<>(List.of("AUTH"));
        if (endpoint.username() != null) {
          login.add(utf8(endpoint.username()));
        }
        login.add(utf8(endpoint.password()));
        connection.text(login);
      }
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Asks for a text.
   *
   * @throws IOException if the server refuses, or answers with something else
   */
  String text(List<String> command) throws IOException {
    Object answer = all(List.of(command)).get(0);
    if (answer instanceof Refusal refusal) {
      throw new IOException(refusal.message());
    }
    if (answer instanceof String text) {
      return text;
    }
    throw new IOException("a text was expected as answer to " + command.get(0));
  }

  /** Sends commands in one go and returns the answers in their order. */
  List<@Nullable Object> all(List<List<String>> commands) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (List<String> command : commands) {
      request.writeBytes(latin("*" + command.size() + "\r\n"));
      for (String word : command) {
        request.writeBytes(latin("$" + word.length() + "\r\n" + word + "\r\n"));
      }
    }
    request.writeTo(socket.getOutputStream());
    List<@Nullable Object> answers = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      answers.add(answer(0));
    }
    return answers;
  }

  private @Nullable Object answer(int depth) throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new Refusal(rest);
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
      parts.add(answer(depth + 1));
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

  private static IOException closed() {
    return new IOException("the server closed the connection");
  }

  /** Returns words of somebody else's as a message may show them. */
  private static String shortened(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String text) {
    return new String(
        Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
