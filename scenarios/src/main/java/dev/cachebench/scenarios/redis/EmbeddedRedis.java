package dev.cachebench.scenarios.redis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis server of our own: loopback, a free port, a random password, nothing on disk, gone with
 * this process.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final int START_SECONDS = 15;
  private static final int TRIES = 3;

  private final Process guardian;
  private final Path directory;
  private final RedisEndpoint endpoint;
  private final RedisProbe.Server server;

  private EmbeddedRedis(
      Process guardian, Path directory, RedisEndpoint endpoint, RedisProbe.Server server) {
    this.guardian = guardian;
    this.directory = directory;
    this.endpoint = endpoint;
    this.server = server;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param binary finds the program
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if it does not start
   */
  public static EmbeddedRedis start(RedisBinary binary, Path log) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(binary, log);
      } catch (EnvironmentException e) {
        // Another process may have taken the port between finding it and binding it.
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedRedis startOnce(RedisBinary binary, Path log) throws IOException {
    Path directory = Guardian.directory();
    Path program = binary.find(directory);
    RedisEndpoint endpoint = new RedisEndpoint("127.0.0.1", freePort(), null, randomPassword(), 0);
    Process process =
        Guardian.guard(directory, List.of(program.toString(), "-"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedWriter input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    input.write(configuration(endpoint, directory));
    input.write(".\n");
    input.flush();
    try {
      RedisProbe.Server server = RedisProbe.await(endpoint, process::isAlive, START_SECONDS);
      return new EmbeddedRedis(process, directory, endpoint, server);
    } catch (EnvironmentException e) {
      process.getOutputStream().close();
      throw new EnvironmentException(
          "the Redis server " + program + " did not start: " + e.getMessage(),
          "see the end of " + log + "; the bundled binary needs libssl.so.3");
    }
  }

  private static String configuration(RedisEndpoint endpoint, Path directory) {
    return String.join(
        "\n",
        "bind 127.0.0.1",
        "port " + endpoint.port(),
        "requirepass " + endpoint.password(),
        "daemonize no",
        "save \"\"",
        "appendonly no",
        "dir " + directory,
        "databases 1",
        "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns where it answers. */
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  /** Returns its name and version, such as {@code redis 7.0.15}. */
  public String version() {
    return server.name() + " " + server.version();
  }

  /** Returns a directory that only this user can read and that is removed with the server. */
  public Path directory() {
    return directory;
  }

  /** Returns the process id of the server itself. */
  public long pid() {
    return server.pid();
  }

  /** Stops the server and waits until it is gone. */
  @Override
  public void close() {
    try {
      guardian.getOutputStream().close();
    } catch (IOException e) {
      // The guardian is gone already, and the server with it.
    }
    try {
      if (!guardian.waitFor(5, TimeUnit.SECONDS)) {
        guardian.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
