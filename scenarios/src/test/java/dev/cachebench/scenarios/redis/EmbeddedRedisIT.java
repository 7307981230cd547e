package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRedisIT {

  @TempDir Path directory;

  private EmbeddedRedis start() throws IOException {
    return EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
  }

  @Test
  void bundledBinaryStartsAndSaysItsVersion() throws IOException {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(new RedisBinary("", "bundled"), directory.resolve("redis.log"))) {
      assertThat(redis.version()).startsWith("redis 6.2");
    }
  }

  @Test
  void refusesCallersWithoutItsPassword() throws IOException {
    try (EmbeddedRedis redis = start()) {
      RedisEndpoint open =
          new RedisEndpoint(redis.endpoint().host(), redis.endpoint().port(), null, null, 0);

      assertThatThrownBy(() -> RedisProbe.probe(open))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void keepsItsPasswordOutOfTheProcessList() throws IOException {
    try (EmbeddedRedis redis = start()) {
      String password = String.valueOf(redis.endpoint().password());

      assertThat(ProcessHandle.allProcesses().map(p -> p.info().commandLine().orElse("")))
          .noneMatch(line -> line.contains(password));
      assertThat(Files.readString(directory.resolve("redis.log"))).doesNotContain(password);
    }
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    try (EmbeddedRedis redis = start()) {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (var address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(address, redis.endpoint().port()).close())
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @Test
  void isGoneAfterClose() throws IOException {
    EmbeddedRedis redis = start();
    long pid = redis.pid();

    redis.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void isGoneWithItsDirectoryAfterItsParentIsKilled(String signal) throws Exception {
    killParent(signal, "running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "INT"})
  void isGoneAfterItsParentIsKilledEvenWhilePaused(String signal) throws Exception {
    killParent(signal, "paused");
  }

  @Test
  void isGoneAfterItsParentIsKilledEvenWhenRestarted() throws Exception {
    killParent("KILL", "restarted");
  }

  @Test
  void isGoneAfterCloseWhilePaused() throws IOException {
    EmbeddedRedis redis = start();
    long pid = redis.pid();
    redis.pause();

    redis.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void comesBackEmptyAfterAKill() throws IOException {
    try (EmbeddedRedis redis = start()) {
      command(redis, "SET k v");
      redis.kill();
      assertThatThrownBy(() -> command(redis, "GET k")).isInstanceOf(IOException.class);

      redis.restart();

      assertThat(command(redis, "GET k")).isEqualTo("$-1");
    }
  }

  @Test
  void doesNotPauseWhatItHasKilled() throws IOException {
    try (EmbeddedRedis redis = start()) {
      redis.kill();

      assertThatThrownBy(redis::pause).hasMessageContaining("is down");
      redis.resume();
    }
  }

  private static String command(EmbeddedRedis redis, String command) throws IOException {
    try (Socket socket = new Socket(redis.endpoint().host(), redis.endpoint().port())) {
      String lines = "AUTH " + redis.endpoint().password() + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("+OK");
      return in.readLine();
    }
  }

  private void killParent(String signal, String state) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.resolve("redis.log").toString(),
                state)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    long redis = Long.parseLong(out.readLine());
    assertThat(ProcessHandle.of(redis)).isPresent();

    new ProcessBuilder("kill", "-" + signal, Long.toString(parent.pid())).start().waitFor();

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(ProcessHandle.of(redis).filter(ProcessHandle::isAlive)).isEmpty();
              try (var left = Files.list(directory)) {
                assertThat(left.filter(p -> p.getFileName().toString().startsWith("cachebench-")))
                    .isEmpty();
              }
            });
  }

  /** Starts a server, says its process id, and waits to be killed. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      try (EmbeddedRedis redis =
          EmbeddedRedis.start(RedisBinary.ofEnvironment(), Path.of(args[0]))) {
        if (args[1].equals("paused")) {
          redis.pause();
        } else if (args[1].equals("restarted")) {
          redis.kill();
          redis.restart();
        }
        System.out.println(redis.pid());
        List.of(System.in.read());
        Thread.currentThread().join();
      }
    }
  }
}
