package dev.cachebench.scenarios.redis;

import dev.cachebench.scenarios.net.HeldPort;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server of our own: loopback, a free port, a random password, nothing on disk, gone with
 * this process.
 */
public final class EmbeddedRedis implements OwnRedis {

  private static final int START_SECONDS = 15;
  private static final int SIGNAL_SECONDS = 5;
  private static final int CLOSE_SECONDS = 5;

  private static final int RESP_SECONDS = 10;
  private static final int LOOKS_IN_SECOND = 50;
  private static final String DATA = "dump.rdb";

  /** Keys that only make the data longer: 32 MiB, of which an old server tells every 2. */
  private static final String FILLER = "cachebench-filler:";

  private static final int FILLERS = 512;
  private static final int FILLER_BYTES = 64 << 10;
  private static final String FILL =
      "for i = 1, ARGV[2] do redis.call('SETRANGE', ARGV[1] .. i, ARGV[3] - 1, 'x') end";
  private static final String CLEAR = "for i = 1, ARGV[2] do redis.call('DEL', ARGV[1] .. i) end";
  private static final int NEW_DIRECTIVES = 7;
  private static final int PORT_OF_ITS_OWN = 6379;

  private final Launch launch;
  private final Place place;
  private final RedisEndpoint endpoint;
  private Running running;
  private Duration clockOffset = Duration.ZERO;
  private boolean isUp = true;

  /** One process under its guardian. */
  private record Running(Process guardian, Path directory, RedisProbe.Server server) {}

  /** What is started, and how; without fake time its clock cannot be moved. */
  private record Launch(RedisBinary binary, Path log, @Nullable FakeTime fakeTime) {}

  /**
   * Where it runs.
   *
   * @param port held while the server is down; null on a link of its own
   * @param link null on this machine's loopback
   * @param data what it keeps over a restart
   */
  private record Place(
      @Nullable HeldPort port, @Nullable OwnLink link, @Nullable GuardedDirectory data)
      implements AutoCloseable {

    RedisEndpoint endpoint() {
      String host = link == null ? "127.0.0.1" : link.address();
      int number = port == null ? PORT_OF_ITS_OWN : port.port();
      return new RedisEndpoint(host, number, null, randomPassword(), 0);
    }

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

  /**
   * What a server must be able to do.
   *
   * @param clock moves its wall clock, with the bundled binary whatever else is named; null where
   *     it need not move
   * @param hasLink whether it is reached through a link that can be cut
   * @param keepsData whether it may be restarted with its data
   */
  public record Abilities(@Nullable FakeTime clock, boolean hasLink, boolean keepsData) {

    /** Nothing beyond being killed and stopped. */
    public static final Abilities PLAIN = new Abilities(null, false, false);
  }

  private EmbeddedRedis(Launch launch, Place place, RedisEndpoint endpoint, Running running) {
    this.launch = launch;
    this.place = place;
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
    return start(binary, Abilities.PLAIN, log);
  }

  /**
   * Starts a server whose wall clock can be moved; it is always the bundled binary.
   *
   * @param fakeTime moves it
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if it does not start
   */
  public static EmbeddedRedis startWithFakeTime(FakeTime fakeTime, Path log) throws IOException {
    return start(RedisBinary.ofEnvironment(), new Abilities(fakeTime, false, false), log);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param binary finds the program
   * @param abilities what it must be able to do
   * @param log file to which the server's own output is appended
   * @throws EnvironmentException if it does not start, or this machine lacks what it takes
   */
  public static EmbeddedRedis start(RedisBinary binary, Abilities abilities, Path log)
      throws IOException {
    FakeTime clock = abilities.clock();
    RedisBinary program = clock == null ? binary : new RedisBinary("", "bundled");
    Launch launch = new Launch(program, log, clock);
    Place place =
        new Place(
            abilities.hasLink() ? null : HeldPort.onLoopback(),
            abilities.hasLink() ? OwnLink.create() : null,
            abilities.keepsData() ? GuardedDirectory.create() : null);
    try {
      RedisEndpoint endpoint = place.endpoint();
      Running running = run(launch, place, endpoint, Duration.ZERO, List.of());
      return new EmbeddedRedis(launch, place, endpoint, running);
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static Running run(
      Launch launch,
      Place place,
      RedisEndpoint endpoint,
      Duration clockOffset,
      List<String> directives)
      throws IOException {
    Path directory = Guardian.directory();
    Path program = launch.binary().find(directory);
    List<String> command = new ArrayList<>();
    if (place.link() != null) {
      command.addAll(place.link().prefix());
    }
    command.addAll(command(launch, program, directory, clockOffset));
    Process process =
        Guardian.guard(directory, command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
            .start();
    BufferedWriter input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    Path data = place.data() == null ? directory : place.data().path();
    input.write(configuration(endpoint, data, RedisBinary.majorVersion(program)));
    for (String directive : directives) {
      input.write(directive + "\n");
    }
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

  private static String configuration(RedisEndpoint endpoint, Path data, int version) {
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
                "dir " + data,
                "databases 1"));
    if (version >= NEW_DIRECTIVES) {
      // Older ones allow DEBUG to everybody, and look for clients every 2 MiB that they load.
      lines.add("enable-debug-command yes");
      lines.add("loading-process-events-interval-bytes 1024");
    }
    lines.add("");
    return String.join("\n", lines);
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
      forget();
    }
  }

  /** Makes the next start an empty one. */
  private void forget() {
    if (place.data() != null) {
      try {
        Files.deleteIfExists(place.data().path().resolve(DATA));
      } catch (IOException e) {
        throw new UncheckedIOException("the data cannot be removed: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public synchronized void restart() {
    if (!isUp) {
      start(List.of());
    }
  }

  private void start(List<String> directives) {
    try {
      running = run(launch, place, endpoint, clockOffset, directives);
      isUp = true;
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start again: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void shutDown(boolean keepsData) {
    if (!isUp) {
      return;
    }
    if (keepsData && place.data() == null) {
      throw new IllegalStateException("the Redis server was started without a place for its data");
    }
    try (RespConnection connection = connect()) {
      connection.call("SHUTDOWN", keepsData ? "SAVE" : "NOSAVE");
      throw new IllegalStateException("the Redis server does not shut down");
    } catch (EOFException | SocketException e) {
      // The connection ends with the server.
    } catch (IOException e) {
      throw new UncheckedIOException("the Redis server does not shut down: " + e.getMessage(), e);
    }
    await(running.guardian());
    isUp = false;
    if (!keepsData) {
      forget();
    }
  }

  private RespConnection connect() throws IOException {
    return RespConnection.open(endpoint, Duration.ofSeconds(RESP_SECONDS));
  }

  @Override
  public synchronized void load(Duration time) {
    try (RespConnection connection = connect()) {
      // With little to load there would be little to wait for.
      connection.call("EVAL", FILL, "0", FILLER, "" + FILLERS, "" + FILLER_BYTES);
      long keys = Long.parseLong(connection.text("DBSIZE"));
      shutDown(true);
      start(List.of("key-load-delay " + Math.max(1, time.toNanos() / 1_000 / keys)));
    } catch (IOException e) {
      throw new UncheckedIOException("the Redis server does not load: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void finishLoading() {
    // It may have been given up half-way.
    restart();
    try (RespConnection connection = connect()) {
      connection.call("CONFIG", "SET", "key-load-delay", "0");
      for (int i = 0; i < RESP_SECONDS * LOOKS_IN_SECOND; i++) {
        if (connection.text("INFO", "persistence").lines().anyMatch("loading:0"::equals)) {
          connection.call("EVAL", CLEAR, "0", FILLER, "" + FILLERS);
          forget();
          return;
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / LOOKS_IN_SECOND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the Redis server does not load: " + e.getMessage(), e);
    }
    throw new IllegalStateException("the Redis server is still loading");
  }

  @Override
  public synchronized void cutLink() {
    try {
      link().cut();
    } catch (IOException e) {
      throw new UncheckedIOException("the link cannot be cut: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void mendLink() {
    try {
      link().mend();
    } catch (IOException e) {
      throw new UncheckedIOException("the link cannot be mended: " + e.getMessage(), e);
    }
  }

  private OwnLink link() {
    OwnLink link = place.link();
    if (link == null) {
      throw new IllegalStateException("the Redis server was started without a link of its own");
    }
    return link;
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
      if (!hasEnded(kill, SIGNAL_SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("the Redis server took no signal " + which);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no signal can be sent: " + e.getMessage(), e);
    }
  }

  /** Waits all the same when interrupted: half a kill would leave nobody knowing what runs. */
  private static boolean hasEnded(Process process, int seconds) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
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
    place.close();
  }

  private static void await(Process guardian) {
    if (!hasEnded(guardian, CLOSE_SECONDS)) {
      guardian.destroyForcibly();
    }
  }
}
