package dev.cachebench.scenarios.redis;

import dev.cachebench.scenarios.net.HeldPort;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How and where a server of our own is started, as often as it is: its program, its address, its
 * password and what it keeps outlive its processes.
 *
 * <p>Confined to one thread.
 */
final class RedisLaunch implements AutoCloseable {

  private static final int START_SECONDS = 15;
  private static final int NEW_DIRECTIVES = 7;
  private static final int PORT_OF_ITS_OWN = 6379;
  private static final String DATA = "dump.rdb";

  private final RedisBinary binary;
  private final Path log;
  private final @Nullable FakeTime fakeTime;

  /** Held while the server is down; null on a link of its own. */
  private final @Nullable HeldPort port;

  private final @Nullable OwnLink link;
  private final @Nullable GuardedDirectory data;
  private final RedisEndpoint endpoint;

  /**
   * Takes an address, and what else the server needs; nothing is started yet.
   *
   * @param binary finds the program, unless its clock is to move
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if this machine lacks what it takes
   */
  RedisLaunch(RedisBinary binary, EmbeddedRedis.Abilities abilities, Path log) throws IOException {
    this.fakeTime = abilities.clock();
    this.binary = fakeTime == null ? binary : new RedisBinary("", "bundled");
    this.log = log;
    this.port = abilities.hasLink() ? null : HeldPort.onLoopback();
    this.link = abilities.hasLink() ? OwnLink.create() : null;
    this.data = abilities.keepsData() ? GuardedDirectory.create() : null;
    this.endpoint =
        new RedisEndpoint(
            link == null ? "127.0.0.1" : link.address(),
            port == null ? PORT_OF_ITS_OWN : port.port(),
            null,
            randomPassword(),
            0);
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  /** Returns whether it can come back with what it held. */
  boolean keepsData() {
    return data != null;
  }

  /**
   * Returns what moves its clock.
   *
   * @throws IllegalStateException if it was not asked for
   */
  FakeTime clock() {
    if (fakeTime == null) {
      throw new IllegalStateException("the Redis server runs without libfaketime");
    }
    return fakeTime;
  }

  /**
   * Returns the link to it.
   *
   * @throws IllegalStateException if it was not asked for
   */
  OwnLink link() {
    if (link == null) {
      throw new IllegalStateException("the Redis server was started without a link of its own");
    }
    return link;
  }

  /**
   * Starts a process and waits until it answers.
   *
   * @param clockOffset how far its clock is off, forward if positive; only where that can be moved
   * @param directives of Redis, beyond the usual ones
   * @throws EnvironmentException if it does not start
   */
  RedisProcess start(Duration clockOffset, List<String> directives) throws IOException {
    Path directory = Guardian.directory();
    Path program = binary.find(directory);
    List<String> lines = new ArrayList<>(configuration(directory, program));
    lines.addAll(directives);
    lines.add(".\n");
    Process guardian =
        Guardian.guard(directory, command(program, directory, clockOffset))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedWriter input =
        new BufferedWriter(
            new OutputStreamWriter(guardian.getOutputStream(), StandardCharsets.US_ASCII));
    input.write(String.join("\n", lines));
    input.flush();
    try {
      RedisProbe.Server server = RedisProbe.await(endpoint, guardian::isAlive, START_SECONDS);
      return new RedisProcess(guardian, directory, server);
    } catch (EnvironmentException e) {
      guardian.getOutputStream().close();
      throw new EnvironmentException(
          "the Redis server " + program + " did not start: " + e.getMessage(),
          "see the end of " + log + "; the bundled binary needs libssl.so.3");
    }
  }

  private List<String> command(Path program, Path directory, Duration clockOffset) {
    List<String> command = new ArrayList<>();
    if (link != null) {
      command.addAll(link.prefix());
    }
    if (fakeTime == null) {
      command.add(program.toString());
    } else {
      fakeTime.set(directory, clockOffset);
      command.addAll(fakeTime.command(program, directory));
    }
    command.add("-");
    return command;
  }

  private List<String> configuration(Path directory, Path program) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "bind " + endpoint.host(),
                "port " + endpoint.port(),
                "requirepass " + endpoint.password(),
                "daemonize no",
                "save \"\"",
                "appendonly no",
                // So that the file is as long as what it holds, and loading it takes its time.
                "rdbcompression no",
                "dir " + (data == null ? directory : data.path()),
                "databases 1"));
    if (RedisBinary.majorVersion(program) >= NEW_DIRECTIVES) {
      // Older ones allow DEBUG to everybody, and look for clients every 2 MiB that they load.
      lines.add("enable-debug-command yes");
      lines.add("loading-process-events-interval-bytes 1024");
    }
    return lines;
  }

  /** Makes the next start an empty one. */
  void forgetData() {
    if (data != null) {
      try {
        Files.deleteIfExists(data.path().resolve(DATA));
      } catch (IOException e) {
        throw new UncheckedIOException("the data cannot be removed: " + e.getMessage(), e);
      }
    }
  }

  /** Gives up its address and its data; the server must have ended. */
  @Override
  public void close() {
    if (port != null) {
      port.close();
    }
    if (link != null) {
      link.close();
    }
    if (data != null) {
      data.close();
    }
  }
}
