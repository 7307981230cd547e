package dev.cachebench.scenarios.fault.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.data.RunData;
import dev.cachebench.scenarios.fault.effect.Effect;
import dev.cachebench.scenarios.fault.network.NetworkControl;
import dev.cachebench.scenarios.fault.network.ProxiedRedis;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.OwnLink;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of faults, for each of those that a client of Redis can see, on a real server behind
 * a real proxy, built as an arm builds them: it strikes and ends, whatever it is called and however
 * often, and leaves nothing behind.
 */
@Timeout(120)
class EveryFaultIT {

  private static final Set<FaultKind> ELSEWHERE =
      EnumSet.of(
          // DataFaultsIT
          FaultKind.FLUSH,
          FaultKind.EVICT,
          FaultKind.CORRUPT,
          FaultKind.EXPIRE_ALL,
          FaultKind.CLIENT_KILL,
          // ClockFaultsTest, and in a run ClockFaultsIT
          FaultKind.SKEW,
          FaultKind.STEP,
          FaultKind.DRIFT,
          // OriginFaultContractTest
          FaultKind.SLOW,
          FaultKind.ERRORS,
          FaultKind.HANG,
          FaultKind.CAPACITY,
          // The node's own
          FaultKind.GC_PAUSE);

  @TempDir Path directory;

  private record Case(FaultKind kind, Map<String, String> settings) {

    FaultConfig config() {
      return new FaultConfig(
          kind, null, null, Duration.ZERO, Duration.ofSeconds(5), null, settings);
    }

    @Override
    public String toString() {
      return kind.word() + settings.values();
    }
  }

  private static Case fault(FaultKind kind, String... settings) {
    Map<String, String> map = new java.util.TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new Case(kind, map);
  }

  static Stream<Case> cases() {
    return Stream.of(
        fault(FaultKind.DOWN),
        fault(FaultKind.LATENCY, "latency", "300ms", "jitter", "20ms"),
        fault(FaultKind.TIMEOUT),
        fault(FaultKind.HALF_OPEN),
        fault(FaultKind.RESET_PEER),
        fault(FaultKind.BANDWIDTH, "rate", "20KB"),
        fault(FaultKind.SLOW_CLOSE, "delay", "500ms"),
        fault(FaultKind.SLICER, "size", "1KB", "variation", "100B", "delay", "30ms"),
        fault(FaultKind.LIMIT_DATA, "bytes", "3KB"),
        fault(FaultKind.CORRUPT_REPLIES, "ratio", "50%"),
        fault(FaultKind.DESYNC, "ratio", "50%"),
        fault(FaultKind.KILL),
        fault(FaultKind.PAUSE),
        fault(FaultKind.RESTART),
        fault(FaultKind.RESTART, "data", "kept"),
        fault(FaultKind.LOADING),
        fault(FaultKind.MAXMEMORY),
        fault(FaultKind.BUSY),
        fault(FaultKind.CLIENT_PAUSE),
        fault(FaultKind.CLIENT_PAUSE, "commands", "write"),
        fault(FaultKind.DEBUG_SLEEP, "time", "300ms"),
        fault(FaultKind.NO_AUTH),
        fault(FaultKind.READ_ONLY));
  }

  @Test
  void isHeldToForEachKind() {
    Set<FaultKind> here = cases().map(Case::kind).collect(Collectors.toSet());

    assertThat(Stream.of(FaultKind.values()).filter(FaultKind::isAvailable))
        .allMatch(kind -> here.contains(kind) != ELSEWHERE.contains(kind));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void strikesIsMendedAndLeavesNothing(Case given) throws Exception {
    if (given.kind() == FaultKind.HALF_OPEN) {
      assumeLinks();
    }
    try (Stage stage = new Stage(given)) {
      Fault fault = stage.fault;
      fault.stop();
      stage.assertMended();

      fault.start();
      stage.assertStruck();
      fault.start();
      stage.assertStruck();
      fault.stop();
      stage.assertMended();
      fault.stop();
      stage.assertMended();

      Thread starting = new Thread(fault::start);
      starting.start();
      fault.stop();
      starting.join();
      fault.stop();
      stage.assertMended();

      interrupted(fault);
      fault.stop();
      stage.assertMended();

      fault.start();
      stage.assertStruck();
      fault.stop();
      stage.assertMended();
      stage.assertNothingIsLeft();
    }
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(ProcessHandle.current().descendants())
                    .filteredOn(ProcessHandle::isAlive)
                    .isEmpty());
    assertThat(namespaces()).noneMatch(name -> name.startsWith("cachebench-"));
  }

  private static void assumeLinks() throws IOException {
    try {
      OwnLink.require();
    } catch (EnvironmentException e) {
      assumeTrue(false, e.getMessage() + ": " + e.hint());
    }
  }

  private static void interrupted(Fault fault) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                fault.start();
              } catch (RuntimeException e) {
                // It may give up, as long as a stop undoes what it did.
                assertThat(e).hasMessageNotContaining("null");
              }
            });
    thread.start();
    thread.join();
  }

  private static List<String> namespaces() throws IOException {
    Path folder = Path.of("/run/netns");
    List<String> names = new ArrayList<>();
    if (java.nio.file.Files.isDirectory(folder)) {
      try (Stream<Path> files = java.nio.file.Files.list(folder)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }

  /** A server, a proxy before it where the fault wants one, and the fault. */
  private final class Stage implements AutoCloseable {

    private final EmbeddedRedis redis;
    private final ProxyServer server;
    private final ProxiedRedis proxied;
    private final RedisAdmin admin;
    private final RedisEndpoint through;
    private final Effect effect;
    private final Fault fault;

    Stage(Case given) throws IOException {
      FaultKind kind = given.kind();
      redis =
          EmbeddedRedis.start(
              RedisBinary.ofEnvironment(),
              new EmbeddedRedis.Abilities(
                  null,
                  kind == FaultKind.HALF_OPEN,
                  kind == FaultKind.RESTART || kind == FaultKind.LOADING),
              directory.resolve("redis.log"));
      server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      proxied = ProxiedRedis.open(server.uri(), "redis", redis.endpoint());
      through = kind == FaultKind.HALF_OPEN ? redis.endpoint() : proxied.endpoint();
      admin = new RedisAdmin(redis.endpoint());
      FaultPlaces places =
          new FaultPlaces(
              new NetworkControl(server.uri(), "redis"),
              new FaultPlaces.Redis(
                  redis, new ServerControl(redis.endpoint()), new RunData(admin, "cb:", 1)),
              new OriginWeather(),
              new FaultPlaces.Expiry(() -> {}, () -> {}, () -> 0, at -> {}),
              OriginFaultContractTest.NO_CLOCKS);
      effect = Effect.of(given.config(), "cachebench-", System::nanoTime).orElseThrow();
      fault = new Faults(places).of(0, given.config());
    }

    void assertStruck() {
      await().atMost(Duration.ofSeconds(10)).until(() -> effect.isSeenBy(through));
    }

    /** A busy machine may look slow for once. */
    void assertMended() {
      await().atMost(Duration.ofSeconds(10)).until(() -> !effect.isSeenBy(through) && answers());
    }

    private boolean answers() {
      try (RespConnection connection = RespConnection.open(through, Duration.ofSeconds(5))) {
        return "OK".equals(connection.call("SET", "cachebench-look", "x", "PX", "1"));
      } catch (IOException e) {
        return false;
      }
    }

    void assertNothingIsLeft() throws Exception {
      try (RespConnection connection =
          RespConnection.open(redis.endpoint(), Duration.ofSeconds(5))) {
        Thread.sleep(5);
        assertThat(connection.call("KEYS", "*")).isEqualTo(List.of());
        for (Map.Entry<String, String> usual :
            Map.of("maxmemory", "0", "lua-time-limit", "5000", "key-load-delay", "0").entrySet()) {
          if (connection.call("CONFIG", "GET", usual.getKey()) instanceof List<?> pair
              && !pair.isEmpty()) {
            assertThat(pair.get(1)).isEqualTo(usual.getValue());
          }
        }
        assertThat(connection.text("INFO", "replication")).contains("role:master");
      }
      // toxiproxy-java would refuse a list with a toxic that it does not know.
      assertThat(
              new eu.rekawek.toxiproxy.ToxiproxyClient("127.0.0.1", server.address().getPort())
                  .getProxy("redis")
                  .toxics()
                  .getAll())
          .isEmpty();
    }

    @Override
    public void close() {
      try (redis;
          server;
          proxied;
          admin) {
        fault.stop();
      }
    }
  }
}
