package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real server behind a real proxy, built as an arm builds its faults. */
abstract class RealRedisFaultContractTest extends FaultContractTest {

  private static final int SILENCE_MILLIS = 1_500;

  @TempDir Path directory;

  private final FaultKind kind;
  private final Map<String, String> settings;
  private EmbeddedRedis redis;
  private ProxyServer server;
  private ProxiedRedis proxied;
  private Fault fault;

  RealRedisFaultContractTest(FaultKind kind, Map<String, String> settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** How a new connection fares that asks for a kilobyte. */
  enum Answer {
    AT_ONCE,
    LATE,
    NEVER,
    CUT
  }

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
    server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    proxied = ProxiedRedis.open(server.uri(), "redis", redis.endpoint());
    FaultPlaces places =
        new FaultPlaces(
            new NetworkControl(server.uri(), "redis"),
            redis,
            () -> {},
            () -> {},
            new OriginWeather(),
            () -> 0,
            at -> {},
            OriginFaultContractTest.NO_CLOCKS);
    fault =
        new Faults(places)
            .of(
                0,
                new FaultConfig(
                    kind, null, null, Duration.ZERO, Duration.ofSeconds(1), null, settings));
  }

  @AfterEach
  void close() {
    fault.stop();
    proxied.close();
    server.close();
    redis.close();
  }

  @Override
  final Fault fault() {
    return fault;
  }

  final EmbeddedRedis redis() {
    return redis;
  }

  final Answer ask() throws IOException {
    RedisEndpoint endpoint = proxied.endpoint();
    long start = System.nanoTime();
    try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
      socket.setSoTimeout(SILENCE_MILLIS);
      String question = "AUTH " + endpoint.password() + "\r\nECHO " + "x".repeat(1_000) + "\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      if (in.readNBytes(1_000).length < 1_000) {
        return Answer.CUT;
      }
    } catch (SocketTimeoutException e) {
      return Answer.NEVER;
    } catch (IOException e) {
      return Answer.CUT;
    }
    return System.nanoTime() - start > 500_000_000 ? Answer.LATE : Answer.AT_ONCE;
  }
}
