package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether {@code run --pairs} finds a slowdown that was planted and none where nothing changed,
 * with real runs: {@code -Dtrials.to=FILE} appends a table in Markdown, {@code -Dtrials.planted=N}
 * and {@code -Dtrials.same=N} set how many (default 10 and 20; 0 is none). Takes some two hours of
 * a machine with nothing else to do; not part of the build. What is simulated is in {@code
 * GateSimulationTest}.
 */
class GateTrialsIT {

  private static final int PLANTED = Integer.getInteger("trials.planted", 10);
  private static final int SAME = Integer.getInteger("trials.same", 20);

  private static final int LIMIT_SECONDS = 1_200;

  /**
   * Both answer from Redis and load what is not there; `slow` takes a tenth longer for each get.
   */
  private static final String SCENARIO =
      """
      version: 1
      scenario: trial
      seed: %d
      origin: {service-time: {lognormal: {median: 20ms, p99: 100ms}}}
      keys: {count: 2_000, distribution: {zipfian: 0.99}}
      values: {size: 1KiB}
      cache: {l1: off, l2: {ttl: 10m}}
      targets:
        plain: {class: trial.Plain, role: baseline}
        other: {class: trial.%s}
      load: {rate: 800/s, arrivals: poisson}
      warmup: 500ms
      phases: [{name: steady, duration: 2s}]
      """;

  private static final String PLAIN =
      """
      package trial;

      import dev.cachebench.scenarios.target.spi.CacheContext;
      import dev.cachebench.scenarios.target.spi.Served;
      import dev.cachebench.scenarios.target.spi.UserCache;
      import io.lettuce.core.RedisClient;
      import io.lettuce.core.RedisURI;
      import io.lettuce.core.SetArgs;
      import io.lettuce.core.api.StatefulRedisConnection;
      import io.lettuce.core.codec.ByteArrayCodec;
      import java.nio.charset.StandardCharsets;
      import java.util.concurrent.CompletionStage;

      public class Plain implements UserCache {

        private RedisClient client;
        private StatefulRedisConnection<byte[], byte[]> redis;
        private CacheContext context;

        @Override
        public void open(CacheContext given) {
          context = given;
          RedisURI.Builder uri =
              RedisURI.builder()
                  .withHost(given.redis().host())
                  .withPort(given.redis().port())
                  .withDatabase(given.redis().database());
          String user = given.redis().username();
          String password = given.redis().password();
          if (user != null && password != null) {
            uri.withAuthentication(user, password.toCharArray());
          } else if (password != null) {
            uri.withPassword(password.toCharArray());
          }
          client = RedisClient.create(uri.build());
          redis = client.connect(ByteArrayCodec.INSTANCE);
        }

        private byte[] key(String key) {
          return (context.keyPrefix() + key).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public CompletionStage<Served> get(String key) {
          return redis
              .async()
              .get(key(key))
              .thenCompose(
                  value -> value != null ? Served.by(Served.Tier.L2, value).now() : load(key));
        }

        private CompletionStage<Served> load(String key) {
          long started = System.nanoTime();
          return context
              .load(key)
              .thenCompose(value -> answer(keep(key, value), System.nanoTime() - started));
        }

        private Served keep(String key, byte[] value) {
          if (value != null) {
            redis.async().set(key(key), value, SetArgs.Builder.px(600_000));
          }
          return Served.by(Served.Tier.ORIGIN, value);
        }

        CompletionStage<Served> answer(Served served, long nanos) {
          return served.now();
        }

        @Override
        public CompletionStage<?> put(String key, byte[] value) {
          return redis.async().set(key(key), value, SetArgs.Builder.px(600_000));
        }

        @Override
        public CompletionStage<?> invalidate(String key) {
          return redis.async().del(key(key));
        }

        @Override
        public void expireMemory() {}

        @Override
        public boolean isBlocking() {
          return false;
        }

        @Override
        public void close() {
          client.shutdown();
        }
      }
      """;

  private static final String SLOW =
      """
      package trial;

      import dev.cachebench.scenarios.target.spi.Served;
      import java.util.concurrent.CompletableFuture;
      import java.util.concurrent.CompletionStage;
      import java.util.concurrent.Executors;
      import java.util.concurrent.ScheduledExecutorService;
      import java.util.concurrent.TimeUnit;

      public final class Slow extends Plain {

        // One thread that is there: a delayed executor would start one for each answer.
        private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor();

        @Override
        CompletionStage<Served> answer(Served served, long nanos) {
          CompletableFuture<Served> later = new CompletableFuture<>();
          timer.schedule(() -> later.complete(served), nanos / 10, TimeUnit.NANOSECONDS);
          return later;
        }

        @Override
        public void close() {
          timer.shutdownNow();
          super.close();
        }
      }
      """;

  @TempDir Path folder;
  private Path to = Path.of("unset");

  @BeforeEach
  void isAskedFor() throws IOException {
    String file = System.getProperty("trials.to");
    assumeTrue(file != null, "not asked for");
    to = Path.of(file);
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                folder.resolve("cachebench.jar").toString(),
                "-d",
                classes.toString(),
                Files.writeString(folder.resolve("Plain.java"), PLAIN).toString(),
                Files.writeString(folder.resolve("Slow.java"), SLOW).toString());
    assertThat(status).as("javac").isZero();
  }

  private void write(String line) throws IOException {
    System.err.println(line);
    Files.writeString(to, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Returns the exit code: 0 not worse, 3 worse, 4 open. */
  private int trial(String kind, int number, String candidate) throws Exception {
    Path scenario =
        Files.writeString(folder.resolve("trial.yaml"), SCENARIO.formatted(number, candidate));
    Path out = folder.resolve(kind + number);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = {
      java,
      "-jar",
      "cachebench.jar",
      "run",
      scenario.toString(),
      "--out",
      out.toString(),
      "-q",
      "--classpath",
      "classes",
      "--pairs",
      "10",
      "--metric",
      "response-time.mean"
    };
    int status;
    try (Program program = Program.start(folder, Map.of(), command)) {
      status = program.await(LIMIT_SECONDS);
      assertThat(out.resolve("comparison.json")).as(program.err()).exists();
    }
    JsonNode change =
        new JsonMapper()
            .readTree(Files.readString(out.resolve("comparison.json")))
            .get(0)
            .get("changes")
            .get(0);
    JsonNode interval = change.get("interval");
    write(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %+.1f %% | %+.1f … %+.1f %% | %s |",
            kind,
            number,
            change.get("baseRounds").asInt(),
            100 * change.path("change").asDouble(),
            100 * interval.path("low").asDouble(),
            100 * interval.path("high").asDouble(),
            change.get("verdict").asString()));
    return status;
  }

  private List<Integer> trials(String kind, int count, String candidate) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      statuses.add(trial(kind, number, candidate));
    }
    return statuses;
  }

  @Test
  void slowdownsAreFoundAndNothingElseIs() throws Exception {
    write("| trial | seed | pairs | change | 95 % interval | verdict |");
    write("|---|---|---|---|---|---|");
    List<Integer> planted = trials("10 % slower", PLANTED, "Slow");
    List<Integer> same = trials("no change", SAME, "Plain");

    long found = planted.stream().filter(status -> status == 3).count();
    long alarms = same.stream().filter(status -> status == 3).count();
    long open = same.stream().filter(status -> status == 4).count();
    write(
        "\n%d of %d slowdowns found; %d false alarms and %d left open in %d trials without a change.\n"
            .formatted(found, PLANTED, alarms, open, SAME));
    assertThat(found).isGreaterThanOrEqualTo(Math.round(0.9 * PLANTED));
    assertThat(alarms).isZero();
  }
}
