package dev.cachebench.engine.testing;

import dev.cachebench.engine.redis.RedisAddress;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Redis on loopback: the one on the PATH, else the one that the embedded-redis jar carries.
 *
 * <p>The configuration, password included, goes in through standard input.
 */
public final class RedisServer implements AutoCloseable {

  private final int port;
  private final String password;
  private Process process;

  private RedisServer(int port, String password) throws IOException {
    this.port = port;
    this.password = password;
    start();
  }

  /** Starts a server on a free port with a random password. */
  public static RedisServer launch() throws IOException {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    return new RedisServer(freePort(), HexFormat.of().formatHex(secret));
  }

  /** Returns a port that nothing listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Returns where it is and how to log in. */
  public RedisAddress address() {
    return RedisAddress.of("127.0.0.1", port).withPassword(password);
  }

  /** Starts the server, again after {@link #kill}, and waits until it listens. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(binary(), "-")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String config =
        """
        bind 127.0.0.1
        port %d
        requirepass %s
        save ""
        appendonly no
        """
            .formatted(port, password);
    try (OutputStream in = process.getOutputStream()) {
      in.write(config.getBytes(StandardCharsets.UTF_8));
    }
    Awaitility.await("redis-server on port " + port).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Kills the server and waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops the process without killing it, until {@link #resume}. */
  public void pause() throws IOException {
    signal("-STOP");
  }

  /** Lets a paused process go on. */
  public void resume() throws IOException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static String binary() throws IOException {
    for (String name : List.of("redis-server", "valkey-server")) {
      for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    return bundled().toString();
  }

  private static Path bundled() throws IOException {
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
    String resource =
        arm ? "/redis-server-6.2.7-linux-arm64" : "/redis-server-6.2.6-v5-linux-amd64";
    Path file = Files.createTempFile("redis-server", "");
    file.toFile().deleteOnExit();
    try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream(resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " must be executable, but the file system forbids it");
    }
    return file;
  }

  /** Returns the names of all live threads but the one that awaits for a test. */
  public static List<String> threadNames() {
    return Stream.of(Thread.getAllStackTraces().keySet().toArray(Thread[]::new))
        .map(Thread::getName)
        .filter(name -> !name.equals("awaitility-thread"))
        .sorted()
        .toList();
  }
}
