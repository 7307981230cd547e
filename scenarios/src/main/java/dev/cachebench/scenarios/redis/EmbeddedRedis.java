package dev.cachebench.scenarios.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final int RESP_SECONDS = 10;
  private static final int LOOKS_IN_SECOND = 50;

  /** Keys that only make the data longer: 32 MiB, of which an old server tells every 2. */
  private static final String FILLER = "cachebench-filler:";

  private static final int FILLERS = 512;
  private static final int FILLER_BYTES = 64 << 10;
  private static final String FILL =
      "for i = 1, ARGV[2] do redis.call('SETRANGE', ARGV[1] .. i, ARGV[3] - 1, 'x') end";
  private static final String CLEAR = "for i = 1, ARGV[2] do redis.call('DEL', ARGV[1] .. i) end";

  private final RedisLaunch launch;
  private RedisProcess process;
  private Duration clockOffset = Duration.ZERO;
  private boolean isUp = true;

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

  private EmbeddedRedis(RedisLaunch launch) throws IOException {
    this.launch = launch;
    this.process = launch.start(clockOffset, List.of());
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
    RedisLaunch launch = new RedisLaunch(binary, abilities, log);
    try {
      return new EmbeddedRedis(launch);
    } catch (IOException | RuntimeException e) {
      launch.close();
      throw e;
    }
  }

  @Override
  public RedisEndpoint endpoint() {
    return launch.endpoint();
  }

  @Override
  public synchronized String version() {
    return process.server().name() + " " + process.server().version();
  }

  /** Returns a directory that only this user can read and that is removed with the server. */
  public synchronized Path directory() {
    return process.directory();
  }

  /** Returns the process id of the server itself. */
  public synchronized long pid() {
    return process.server().pid();
  }

  @Override
  public OptionalLong processId() {
    return OptionalLong.of(pid());
  }

  @Override
  public synchronized void kill() {
    if (isUp) {
      process.signal("-KILL");
      process.awaitEnd();
      isUp = false;
      launch.forgetData();
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
      process = launch.start(clockOffset, directives);
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
    if (keepsData && !launch.keepsData()) {
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
    process.awaitEnd();
    isUp = false;
    if (!keepsData) {
      launch.forgetData();
    }
  }

  private RespConnection connect() throws IOException {
    return RespConnection.open(launch.endpoint(), Duration.ofSeconds(RESP_SECONDS));
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
          launch.forgetData();
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
      launch.link().cut();
    } catch (IOException e) {
      throw new UncheckedIOException("the link cannot be cut: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void mendLink() {
    try {
      launch.link().mend();
    } catch (IOException e) {
      throw new UncheckedIOException("the link cannot be mended: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void pause() {
    if (!isUp) {
      throw new IllegalStateException("the Redis server is down, so that it cannot be paused");
    }
    process.signal("-STOP");
  }

  @Override
  public synchronized void resume() {
    if (isUp) {
      process.signal("-CONT");
    }
  }

  @Override
  public synchronized void shiftClock(Duration offset) {
    FakeTime fakeTime = launch.clock();
    clockOffset = offset;
    if (isUp) {
      fakeTime.set(process.directory(), offset);
    }
  }

  @Override
  public synchronized void close() {
    process.end();
    launch.close();
  }
}
