package dev.cachebench.scenarios.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a Redis who it is, with a dozen lines of RESP on a plain socket, so that the tool itself
 * need not load a client before the first arm starts.
 */
public final class RedisProbe {

  private static final int TIMEOUT_MILLIS = 2_000;

  private RedisProbe() {}

  /**
   * What a server says of itself.
   *
   * @param name {@code redis} or {@code valkey}
   * @param version its version
   * @param pid its process id
   */
  public record Server(String name, String version, long pid) {}

  /**
   * Waits until the server answers.
   *
   * @param isAlive whether it is still worth waiting
   * @param seconds how long at most
   * @throws EnvironmentException if it does not
   */
  public static Server await(RedisEndpoint endpoint, BooleanSupplier isAlive, int seconds) {
    String last = "it ended at once";
    int pauses = seconds * 50;
    for (int i = 0; i < pauses && isAlive.getAsBoolean(); i++) {
      try {
        return ask(endpoint);
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new EnvironmentException(last, "");
  }

  /**
   * Asks once.
   *
   * @throws EnvironmentException if nobody answers there, or the password is wrong
   */
  public static Server probe(RedisEndpoint endpoint) {
    try {
      return ask(endpoint);
    } catch (IOException e) {
      throw new EnvironmentException(
          "Redis at " + endpoint.address() + " does not answer: " + e.getMessage(),
          "check address and password (CACHEBENCH_REDIS_PASSWORD or --redis-password-file),"
              + " or use the bundled one with `redis: embedded`");
    }
  }

  private static Server ask(RedisEndpoint endpoint) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      if (endpoint.password() != null) {
        List<String> auth = new ArrayList<>(List.of("AUTH"));
        if (endpoint.username() != null) {
          auth.add(endpoint.username());
        }
        auth.add(endpoint.password());
        call(socket, in, auth);
      }
      String info = call(socket, in, List.of("INFO", "server"));
      String valkey = field(info, "valkey_version");
      return new Server(
          valkey.isEmpty() ? "redis" : "valkey",
          valkey.isEmpty() ? field(info, "redis_version") : valkey,
          Long.parseLong(field(info, "process_id")));
    }
  }

  private static String call(Socket socket, InputStream in, List<String> words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.size() + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    String head = line(in);
    if (head.startsWith("-")) {
      throw new IOException(head.substring(1));
    }
    if (!head.startsWith("$")) {
      return head;
    }
    byte[] body = in.readNBytes(Integer.parseInt(head.substring(1)));
    line(in);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static String field(String info, String name) {
    return info.lines()
        .filter(l -> l.startsWith(name + ":"))
        .map(l -> l.substring(name.length() + 1).trim())
        .findFirst()
        .orElse("");
  }
}
