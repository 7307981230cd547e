package dev.cachebench.scenarios.redis;

import dev.cachebench.scenarios.net.HeldPort;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server of our own: loopback, a free port, a random password, nothing on disk, gone with
 * this process.
 */
public final class EmbeddedRedis implements OwnRedis {

  private static final int START_SECONDS = 15;
  private static final int SIGNAL_SECONDS = 5;
  private static final int CLOSE_SECONDS = 5;

  private final Launch launch;
  private final HeldPort port;
  private final RedisEndpoint endpoint;
  private Running running;
  private Duration clockOffset = Duration.ZERO;
  private boolean isUp = true;

  /** One process under its guardian. */
  private record Running(Process guardian, Path directory, RedisProbe.Server server) {}

  /** What is started, and how; without fake time its clock cannot be moved. */
  private record Launch(RedisBinary binary, Path log, @Nullable FakeTime fakeTime) {}

  private EmbeddedRedis(Launch launch, HeldPort port, RedisEndpoint endpoint, Running running) {
    this.launch = launch;
    this.port = port;
    this.endpoint = endpoint;
    this.running = running;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param binary finds the program
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if it does not start
   */
  public static EmbeddedRedis start(RedisBinary binary, Path log) throws IOException {
    return start(new Launch(binary, log, null));
  }

  /**
   * Starts a server whose wall clock can be moved; it is always the bundled binary.
   *
   * @param fakeTime moves it
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if it does not start
   */
  public static EmbeddedRedis startWithFakeTime(FakeTime fakeTime, Path log) throws IOException {
    return start(new Launch(new RedisBinary("", "bundled"), log, fakeTime));
  }

  private static EmbeddedRedis start(Launch launch) throws IOException {
    HeldPort port = HeldPort.onLoopback();
    try {
      RedisEndpoint endpoint =
          new RedisEndpoint("127.0.0.1", port.port(), null, randomPassword(), 0);
      return new EmbeddedRedis(launch, port, endpoint, run(launch, endpoint, Duration.ZERO));
    } catch (IOException | RuntimeException e) {
      port.close();
      throw e;
    }
  }

  private static Running run(Launch launch, RedisEndpoint endpoint, Duration clockOffset)
      throws IOException {
    Path directory = Guardian.directory();
    Path program = launch.binary().find(directory);
    Process process =
        Guardian.guard(directory, command(launch, program, directory, clockOffset))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
            .start();
    BufferedWriter input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    input.write(configuration(endpoint, directory));
    input.write(".\n");
    input.flush();
    try {
      RedisProbe.Server server = RedisProbe.await(endpoint, process::isAlive, START_SECONDS);
      return new Running(process, directory, server);
    } catch (EnvironmentException e) {
      process.getOutputStream().close();
      throw new EnvironmentException(
          "the Redis server " + program + " did not start: " + e.getMessage(),
          "see the end of " + launch.log() + "; the bundled binary needs libssl.so.3");
    }
  }

  private static List<String> command(
      Launch launch, Path program, Path directory, Duration clockOffset) {
    FakeTime fakeTime = launch.fakeTime();
    List<String> command = new ArrayList<>();
    if (fakeTime == null) {
      command.add(program.toString());
    } else {
      fakeTime.set(directory, clockOffset);
      command.addAll(fakeTime.command(program, directory));
    }
    command.add("-");
    return command;
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

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public synchronized String version() {
    return running.server().name() + " " + running.server().version();
  }

  /** Returns a directory that only this user can read and that is removed with the server. */
  public synchronized Path directory() {
    return running.directory();
  }

  /** Returns the process id of the server itself. */
  public synchronized long pid() {
    return running.server().pid();
  }

  @Override
  public OptionalLong processId() {
    return OptionalLong.of(pid());
  }

  @Override
  public synchronized void kill() {
    if (isUp) {
      signal("-KILL");
      await(running.guardian());
      isUp = false;
    }
  }

  @Override
  public synchronized void restart() {
    if (isUp) {
      return;
    }
    try {
      running = run(launch, endpoint, clockOffset);
      isUp = true;
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start again: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void pause() {
    if (!isUp) {
      throw new IllegalStateException("the Redis server is down, so that it cannot be paused");
    }
    signal("-STOP");
  }

  @Override
  public synchronized void resume() {
    if (isUp) {
      signal("-CONT");
    }
  }

  @Override
  public synchronized void shiftClock(Duration offset) {
    FakeTime fakeTime = launch.fakeTime();
    if (fakeTime == null) {
      throw new IllegalStateException("the Redis server runs without libfaketime");
    }
    clockOffset = offset;
    if (isUp) {
      fakeTime.set(running.directory(), offset);
    }
  }

  private void signal(String which) {
    try {
      Process kill =
          // The shell's own kill: the program of that name is missing in small images.
          new ProcessBuilder("/bin/sh", "-c", "kill \"$1\" \"$2\"", "sh", which, "" + pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("the Redis server took no signal " + which);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no signal can be sent: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending signal " + which, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      running.guardian().getOutputStream().close();
    } catch (IOException e) {
      // The guardian is gone already, and the server with it.
    }
    await(running.guardian());
    port.close();
  }

  private static void await(Process guardian) {
    try {
      if (!guardian.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        guardian.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
