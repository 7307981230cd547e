package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.cli.testing.PostgresServer;
import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real PostgreSQL as the origin of the packaged tool, its driver from {@code --classpath}. */
@Timeout(180)
final class PostgresIT {

  private static final List<String> TARGETS = List.of("reviewed", "hardened");
  private static final double LOAD_SECONDS = 0.05;

  private static PostgresServer postgres;

  @TempDir Path folder;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = PostgresServer.start();
    postgres.execute(
        "create table item (name text primary key, price int);"
            + " insert into item select 'k' || i, i from generate_series(0, 1000) i");
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void copyJar() throws IOException {
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
  }

  private Program run(String scenario, Stream<String> settings) throws Exception {
    Path driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Stream<String> command =
        Stream.of(
            java,
            "-jar",
            "cachebench.jar",
            "run",
            scenario,
            "--out",
            "out",
            "--classpath",
            driver.toString());
    Map<String, String> environment = new HashMap<>(postgres.login());
    environment.put("LC_ALL", "C.UTF-8");
    return Program.start(
        folder, environment, Stream.concat(command, settings).toArray(String[]::new));
  }

  private static Stream<String> with(String... settings) {
    return Stream.of(settings).flatMap(setting -> Stream.of("--set", setting));
  }

  private static String origin(double seconds, int concurrency) {
    String query =
        seconds > 0
            ? "select price from item, pg_sleep(%s) where name = ?".formatted(seconds)
            : "select price from item where name = ?";
    return "{jdbc: {url: '%s', query: '%s', timeout: 1s}, concurrency: %d}"
        .formatted(postgres.url(), query, concurrency);
  }

  @Test
  void theHotKeyExpiresAsItDoesBeforeTheSimulatedOrigin() throws Exception {
    Stream<String> settings =
        Stream.concat(
            with(
                "origin=" + origin(LOAD_SECONDS, 80),
                "warmup=500ms",
                "phases[0].duration=2500ms",
                "faults[0].for=2s",
                "faults[0].every=1s"),
            TARGETS.stream().flatMap(name -> Stream.of("--target", name)));
    try (Program program = run("stampede", settings)) {
      program.await();

      assertThat(program.out())
          .as(program.err())
          .containsPattern("✓ .*loads-per-expiry.max <= 4")
          .containsPattern("✓ .*loads-per-expiry.mean < reviewed \\* 0.5")
          .containsPattern("✓ .*error-ratio == 0")
          .containsPattern("✓ .*wrong-values == 0");
    }
    JsonNode law = law("reviewed");
    assertThat(law.at("/law").asString()).isEqualTo("1 + λL");
    assertThat(law.at("/inputs/L").asDouble()).isGreaterThanOrEqualTo(LOAD_SECONDS * 1e9);
    double predicted = law.at("/predicted").asDouble();
    assertThat(law.at("/sample/mean").asDouble()).isBetween(0.5 * predicted, 1.5 * predicted);
  }

  private JsonNode law(String target) throws IOException {
    JsonNode report = JsonMapper.shared().readTree(folder.resolve("out/report.json").toFile());
    return report
        .at("/predictions")
        .valueStream()
        .filter(law -> law.at("/target").asString().equals(target))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void staleAnswersSurviveADatabaseThatStopsAndOneThatFreezes() throws Exception {
    Path scenario = Files.writeString(folder.resolve("stop.yaml"), STOP.formatted(origin(0, 16)));
    try (Program program = run(scenario.toString(), Stream.of())) {
      for (int arm = 1; arm <= TARGETS.size(); arm++) {
        awaitPhase("stopped", arm);
        postgres.stop();
        Thread.sleep(1_000);
        postgres.begin();
        awaitPhase("frozen", arm);
        postgres.freeze();
        Thread.sleep(1_200); // longer than a load may take
        postgres.thaw();
      }
      program.await();

      assertThat(program.out())
          .as(program.err())
          .containsPattern("✓ stopped +error-ratio < reviewed \\* 0.5")
          .containsPattern("✓ frozen +error-ratio < reviewed \\* 0.5")
          .containsPattern("✓ recovery +error-ratio == 0")
          .containsPattern("✓ .*wrong-values == 0")
          .containsPattern("✓ reviewed stopped +error-ratio > 1%");
    }
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain(postgres.password()));
    }
  }

  /** Waits until a phase has begun in so many arms; their order is the seed's. */
  private void awaitPhase(String phase, int arms) {
    Path events = folder.resolve("out/events.jsonl");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                Files.exists(events)
                    && Files.readAllLines(events).stream()
                            .filter(line -> line.contains("\"phase-start\""))
                            .filter(line -> line.contains("\"" + phase + "\""))
                            .count()
                        == arms);
  }

  /** As in {@code origin-errors}, with shorter lives and with phases in which a test strikes. */
  private static final String STOP =
      """
      version: 1
      scenario: stop
      nodes: 2
      origin: %s
      keys: {count: 500, distribution: {zipfian: 0.99}}
      operations: {get: 100}
      cache:
        l1: {capacity: 200, ttl: 500ms}
        l2: {ttl: 2s, budget: 50ms}
        stale-if-error: 30s
      targets:
        reviewed: {preset: reviewed, role: control}
        hardened: {preset: hardened}
      load: {rate: 400/s, arrivals: poisson}
      preload: all
      warmup: 500ms
      phases:
        - {name: steady, duration: 500ms}
        - {name: stopped, duration: 2s}
        - {name: frozen, duration: 1500ms}
        - {name: recovery, duration: 1500ms}
      gates:
        - {phase: stopped, require: error-ratio < reviewed * 0.5}
        - {phase: frozen, require: error-ratio < reviewed * 0.5}
        - {phase: recovery, require: error-ratio == 0}
        - {require: wrong-values == 0}
      expect:
        - {target: reviewed, phase: stopped, that: error-ratio > 1%%}
      """;
}
