package dev.cachebench.scenarios.fault.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.data.RunData;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to data, and to connections, at one instant, on a real server with 400 keys. */
class DataFaultsIT {

  private static final int KEYS = 400;
  private static final String VALUE = "value of key ";

  @TempDir Path directory;

  private final AtomicLong expired = new AtomicLong(-1);
  private EmbeddedRedis redis;
  private RedisAdmin admin;
  private RespConnection connection;

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"));
    admin = new RedisAdmin(redis.endpoint());
    connection = RespConnection.open(redis.endpoint(), Duration.ofSeconds(5));
    for (int i = 0; i < KEYS; i++) {
      connection.call("SET", "cb:k" + i, VALUE + i, "PX", "100000");
    }
    connection.call("SET", "other", VALUE);
  }

  @AfterEach
  void stop() {
    connection.close();
    admin.close();
    redis.close();
  }

  private Fault fault(FaultKind kind, long seed, Map<String, String> settings) {
    FaultPlaces places =
        new FaultPlaces(
            null,
            new FaultPlaces.Redis(
                redis, new ServerControl(redis.endpoint()), new RunData(admin, "cb:", seed)),
            new OriginWeather(),
            new FaultPlaces.Expiry(() -> admin.remove("cb:"), () -> {}, () -> 7, expired::set),
            OriginFaultContractTest.NO_CLOCKS);
    return new Faults(places)
        .of(
            0,
            new FaultConfig(
                kind, null, null, Duration.ZERO, Duration.ofSeconds(1), null, settings));
  }

  private int whole() throws IOException {
    int whole = 0;
    for (int i = 0; i < KEYS; i++) {
      whole += (VALUE + i).equals(connection.call("GET", "cb:k" + i)) ? 1 : 0;
    }
    return whole;
  }

  @Test
  void flushEmptiesTheServer() throws IOException {
    Fault flush = fault(FaultKind.FLUSH, 1, Map.of());

    flush.start();

    assertThat(flush.struck()).hasValue(KEYS + 1);
    assertThat(connection.call("DBSIZE")).isEqualTo(0L);
    flush.start();
    assertThat(flush.struck()).hasValue(0);
  }

  @Test
  void evictRemovesAShareOfTheRunsKeys() throws IOException {
    Fault evict = fault(FaultKind.EVICT, 1, Map.of("ratio", "25%"));

    evict.start();

    assertThat(evict.struck().orElseThrow()).isBetween(70L, 130L);
    assertThat(whole()).isEqualTo(KEYS - (int) evict.struck().orElseThrow());
    assertThat(connection.call("GET", "other")).isEqualTo(VALUE);
  }

  @Test
  void evictStrikesTheSameKeysWithTheSameSeed() throws IOException {
    fault(FaultKind.EVICT, 5, Map.of("ratio", "25%")).start();
    int left = whole();
    fault(FaultKind.EVICT, 5, Map.of("ratio", "25%")).start();

    assertThat(whole()).isEqualTo(left);
  }

  @Test
  void corruptChangesAShareOfTheValuesAndNotTheirLives() throws IOException {
    Fault corrupt = fault(FaultKind.CORRUPT, 1, Map.of("ratio", "25%"));

    corrupt.start();

    assertThat(corrupt.struck().orElseThrow()).isBetween(70L, 130L);
    assertThat(whole()).isEqualTo(KEYS - (int) corrupt.struck().orElseThrow());
    for (int i = 0; i < KEYS; i++) {
      assertThat((Long) connection.call("PTTL", "cb:k" + i)).isBetween(1L, 100_000L);
    }
    assertThat(connection.call("GET", "other")).isEqualTo(VALUE);
  }

  @Test
  void expireAllSaysWhen() throws IOException {
    fault(FaultKind.EXPIRE_ALL, 1, Map.of()).start();

    assertThat(whole()).isZero();
    assertThat(expired).hasValue(7);
  }

  @Test
  void clientKillEndsConnections() throws IOException {
    Fault kill = fault(FaultKind.CLIENT_KILL, 1, Map.of());

    kill.start();

    assertThat(kill.struck().orElseThrow()).isGreaterThanOrEqualTo(2);
    assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(IOException.class);
    try (RespConnection again = RespConnection.open(redis.endpoint(), Duration.ofSeconds(5))) {
      assertThat(again.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void restartKeepsDataOrNot() throws IOException {
    try (EmbeddedRedis other =
        EmbeddedRedis.start(
            RedisBinary.ofEnvironment(),
            new EmbeddedRedis.Abilities(null, false, true),
            directory.resolve("other.log"))) {
      assertThat(keysAfterRestart(other, true)).isEqualTo(1L);
      assertThat(keysAfterRestart(other, false)).isEqualTo(0L);
      other.kill();
      other.restart();
      assertThat(keysAfterRestart(other, true)).isEqualTo(1L);
      other.kill();
      other.restart();
      assertThat(keys(other)).isEqualTo(0L);
    }
  }

  private static Object keysAfterRestart(EmbeddedRedis redis, boolean keepsData)
      throws IOException {
    try (RespConnection c = RespConnection.open(redis.endpoint(), Duration.ofSeconds(5))) {
      c.call("SET", "key", "value");
    }
    redis.shutDown(keepsData);
    redis.restart();
    return keys(redis);
  }

  private static Object keys(EmbeddedRedis redis) throws IOException {
    try (RespConnection c = RespConnection.open(redis.endpoint(), Duration.ofSeconds(5))) {
      return c.call("DBSIZE");
    }
  }
}
