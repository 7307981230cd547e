package dev.cachebench.scenarios.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection to a Redis, one command after the other: what breaks a server, and what looks
 * whether it is broken, must not be helped by a client that reconnects, retries or times out.
 *
 * <p>Confined to one thread.
 */
public final class PlainConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  /** An answer that begins with a minus. */
  public static final class ErrorReply extends IOException {

    private static final long serialVersionUID = 1L;

    private ErrorReply(String text) {
      super(text);
    }

    /** Returns the first word, such as {@code LOADING}. */
    public String code() {
      return String.valueOf(getMessage()).split(" ", 2)[0];
    }
  }

  private PlainConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects and gives the password, if there is one.
   *
   * @param patience how long connecting and each answer may take
   * @throws IOException if it cannot
   */
  public static PlainConnection open(RedisEndpoint endpoint, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      PlainConnection connection = new PlainConnection(socket);
      connection.authenticate(endpoint);
      return connection;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void authenticate(RedisEndpoint endpoint) throws IOException {
    String password = endpoint.password();
    String username = endpoint.username();
    if (password != null) {
      call(
          username == null
              ? new String[] {"AUTH", password}
              : new String[] {"AUTH", username, password});
    }
    if (endpoint.database() != 0) {
      call("SELECT", "" + endpoint.database());
    }
  }

  /** Sends a command without waiting for its answer. */
  public void send(String... words) throws IOException {
    byte[][] bytes =
        Arrays.stream(words).map(w -> w.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    send(bytes);
  }

  private void send(byte[]... words) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(ascii("*" + words.length + "\r\n"));
    for (byte[] word : words) {
      request.writeBytes(ascii("$" + word.length + "\r\n"));
      request.writeBytes(word);
      request.writeBytes(ascii("\r\n"));
    }
    socket.getOutputStream().write(request.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @return a {@code String}, a {@code Long}, a {@code List}, or null
   * @throws ErrorReply if the server refuses
   * @throws IOException if there is no answer
   */
  public @Nullable Object call(String... words) throws IOException {
    send(words);
    return receive();
  }

  /** As {@link #call}, for an answer that is text; empty when there is none. */
  public String text(String... words) throws IOException {
    return String.valueOf(call(words));
  }

  /** Returns whether some of an answer has come. */
  public boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /** Waits for the next answer. */
  public @Nullable Object receive() throws IOException {
    String head = line();
    if (head.isEmpty()) {
      throw new IOException("an empty answer");
    }
    String rest = head.substring(1);
    return switch (head.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new ErrorReply(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("no answer of Redis: " + head);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the server closed the connection");
    }
    line();
    return new String(body, StandardCharsets.UTF_8);
  }

  private @Nullable List<@Nullable Object> array(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(receive());
    }
    return values;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Says that nothing more will be sent, and waits until the other side has closed, too. */
  public void finish() throws IOException {
    socket.shutdownOutput();
    while (in.read() >= 0) {
      // What comes until then is of no interest.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It has ended.
    }
  }
}
