package dev.cachebench.scenarios.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection to a Redis: what breaks a server, and what looks whether it is broken, must
 * not be helped by a client that reconnects, retries or times out. The few questions that the tool
 * itself asks come this way, too: loading a client for them would take longer than they do.
 *
 * <p>Texts hold one byte in each character (ISO 8859-1), since keys and values are bytes; {@link
 * #utf8} makes one of any other text. Every read is bounded in time and in size. Confined to one
 * thread, but that another may wait in {@link #receive} while the first one sends.
 */
public final class RespConnection implements AutoCloseable {

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

  private final Socket socket;
  private final InputStream in;
  private final RespReader reader;

  /** An answer that begins with a minus: what the server has against a command. */
  public static final class ErrorReply extends IOException {

    private static final long serialVersionUID = 1L;

    ErrorReply(String text) {
      super(text);
    }

    /** Returns the first word, such as {@code LOADING}. */
    public String code() {
      return String.valueOf(getMessage()).split(" ", 2)[0];
    }
  }

  private RespConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.reader = new RespReader(in);
  }

  /**
   * Connects as {@link #open(RedisEndpoint, Duration)} does, with a patience of 2 s.
   *
   * @throws IOException if it cannot
   */
  public static RespConnection open(RedisEndpoint endpoint) throws IOException {
    return open(endpoint, USUAL_PATIENCE);
  }

  /**
   * Connects, logs in where there is a password, and selects the database.
   *
   * @param patience how long connecting and each answer may take, 1 ms or more
   * @throws ErrorReply if the server refuses user, password or database
   * @throws IOException if nobody answers there
   */
  public static RespConnection open(RedisEndpoint endpoint, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      RespConnection connection = new RespConnection(socket);
      connection.logIn(endpoint);
      return connection;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void logIn(RedisEndpoint endpoint) throws IOException {
    String password = endpoint.password();
    String username = endpoint.username();
    if (password != null && username != null) {
      call("AUTH", utf8(username), utf8(password));
    } else if (password != null) {
      call("AUTH", utf8(password));
    }
    if (endpoint.database() != 0) {
      call("SELECT", Integer.toString(endpoint.database()));
    }
  }

  /** Returns the bytes of a text in UTF-8, each as a character. */
  public static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Sends a command without waiting for its answer. */
  public void send(String... words) throws IOException {
    send(List.of(List.of(words)));
  }

  private void send(List<List<String>> commands) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (List<String> command : commands) {
      request.writeBytes(latin("*" + command.size() + "\r\n"));
      for (String word : command) {
        byte[] bytes = latin(word);
        request.writeBytes(latin("$" + bytes.length + "\r\n"));
        request.writeBytes(bytes);
        request.writeBytes(latin("\r\n"));
      }
    }
    request.writeTo(socket.getOutputStream());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Waits for the next answer.
   *
   * @return a {@code String}, a {@code Long}, a {@code List} of those, of {@link ErrorReply} and
   *     null, or null
   * @throws ErrorReply if the server refuses
   * @throws java.io.EOFException if the server closes the connection
   * @throws IOException if there is no answer, or none of Redis's
   */
  public @Nullable Object receive() throws IOException {
    Object answer = reader.read();
    if (answer instanceof ErrorReply refusal) {
      throw refusal;
    }
    return answer;
  }

  /**
   * Sends a command and waits for its answer, as {@link #receive} does.
   *
   * @throws ErrorReply if the server refuses
   * @throws IOException if there is no answer
   */
  public @Nullable Object call(String... words) throws IOException {
    send(words);
    return receive();
  }

  /**
   * Asks for a text, or a number as one.
   *
   * @throws ErrorReply if the server refuses
   * @throws IOException if it does not answer, or with something else
   */
  public String text(String... words) throws IOException {
    Object answer = call(words);
    if (answer instanceof String || answer instanceof Long) {
      return answer.toString();
    }
    throw new IOException("a text was expected as answer to " + words[0]);
  }

  /**
   * Sends commands in one go and returns the answers in their order.
   *
   * @return what {@link #receive} would, and an {@link ErrorReply} where the server refuses
   * @throws IOException if an answer is missing
   */
  public List<@Nullable Object> all(List<List<String>> commands) throws IOException {
    send(commands);
    List<@Nullable Object> answers = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      answers.add(reader.read());
    }
    return answers;
  }

  /** Returns whether some of an answer has come. */
  public boolean hasAnswer() throws IOException {
    return in.available() > 0;
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
