package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.cli.testing.Program;
import dev.cachebench.scenarios.measure.GeneratorLimit;
import dev.cachebench.scenarios.measure.ParkingClock;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What our own figures are worth, beside other tools and known truths: {@code
 * -Dcredibility.to=FILE} writes tables in Markdown. Takes half an hour of a machine with nothing
 * else to do; not part of the build.
 */
class CredibilityIT {

  private static final int PAIRS = 5;
  private static final int SAME = 20;

  private static final String GET =
      """
      version: 1
      scenario: redis-get
      nodes: %1$d
      origin: {service-time: 1ms}
      keys: {count: 1_000}
      values: {size: 1KiB}
      cache: {l1: off, l2: {ttl: 10m}}
      targets:
        bare-redis: {preset: bare-redis}
        engine: {preset: hardened, jitter: off}
      load: {users: %1$d, think-time: 0}
      preload: l2
      warmup: 3s
      phases: [{name: get, duration: 6s}]
      """;

  private static final String STALL =
      """
      version: 1
      scenario: stall
      origin: {service-time: 1ms}
      keys: {count: 100}
      cache: {l1: off, l2: {ttl: 10m, budget: off}}
      targets: {bare-redis: {preset: bare-redis}}
      load: {%s}
      max-in-flight: 10000
      preload: l2
      warmup: 2s
      phases: [{name: stalled, duration: 20s}]
      faults: [{fault: pause, at: 8s, for: 4s}]
      """;

  private static final String RATE =
      """
      version: 1
      scenario: rate
      origin: {service-time: 20ms, concurrency: 1000}
      keys: {count: 1_000}
      targets: {none: {preset: none}}
      load: {rate: %d/s, arrivals: poisson}
      warmup: 2s
      phases: [{name: steady, duration: 30s}]
      """;

  @TempDir Path folder;
  private Path to = Path.of("unset");

  @BeforeEach
  void isAskedFor() throws IOException {
    String file = System.getProperty("credibility.to");
    assumeTrue(file != null, "not asked for");
    to = Path.of(file);
    Files.copy(Path.of("target/cachebench.jar"), folder.resolve("cachebench.jar"));
  }

  private void write(String line) throws IOException {
    System.err.println(line);
    Files.writeString(to, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private JsonNode run(String scenario, Map<String, String> environment, String... options)
      throws Exception {
    Path directory = folder.resolve("run");
    Program.start(folder, Map.of(), "rm", "-rf", directory.toString()).await();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "cachebench.jar",
                "run",
                scenario,
                "--out",
                directory.toString(),
                "-q"));
    command.addAll(Arrays.asList(options));
    try (Program program = Program.start(folder, environment, command.toArray(String[]::new))) {
      program.await();
      assertThat(directory.resolve("report.json")).as(program.err()).exists();
    }
    return new JsonMapper().readTree(Files.readString(directory.resolve("report.json")));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }

  private static JsonNode target(JsonNode report, String name) {
    for (JsonNode target : report.get("targets")) {
      if (target.get("name").asString().equals(name)) {
        return target;
      }
    }
    throw new AssertionError("no target " + name);
  }

  private static double metric(JsonNode report, String target, String metric) {
    JsonNode value = target(report, target).get("all").get("metrics").get(metric);
    return value == null ? Double.NaN : value.asDouble();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }

  private static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
  }

  @Test
  void costOfTheBenchmarkItself() throws Exception {
    RunClock clock = RunClock.start();
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(RedisBinary.ofEnvironment(), folder.resolve("redis.log"))) {
      double limit =
          new GeneratorLimit(
                  ScenarioReader.read("rate", RATE.formatted(1000), List.of()),
                  new ParkingClock(clock::nanos))
              .find();
      JsonNode cost =
          target(run(file("rate", RATE.formatted(1000)), Map.of()), "none").get("preflight");
      write("| cost of the benchmark itself | measured |\n|---|---|");
      write(
          "| processor time of one request that is answered at once | %.2f µs |"
              .formatted(cost.get("costNanos").asDouble() / 1e3));
      write(
          "| its recorded response time at 1,000/s, p50 and p99 | %.2f µs, %.0f µs |"
              .formatted(
                  cost.get("responseP50Nanos").asDouble() / 1e3,
                  cost.get("responseP99Nanos").asDouble() / 1e3));
      write(
          "| highest open rate with a p99 of the schedule lag below 1 ms, %s idle beside it | %,.0f/s |"
              .formatted(redis.version(), limit));
      write("");
    }
  }

  @Test
  void redisBesideRedisBenchmark() throws Exception {
    write("| Redis GET, 1 KiB | requests/s | p50 | p99 |\n|---|---|---|---|");
    for (int users : new int[] {1, 50}) {
      List<List<Double>> ours = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      List<List<Double>> engines = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      List<List<Double>> theirs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      try (EmbeddedRedis redis =
          EmbeddedRedis.start(RedisBinary.ofEnvironment(), folder.resolve("redis.log"))) {
        for (int i = 0; i < PAIRS; i++) {
          String[] line = redisBenchmark(redis.endpoint(), users);
          theirs.get(0).add(Double.valueOf(line[1]));
          theirs.get(1).add(Double.parseDouble(line[4]) * 1e6);
          theirs.get(2).add(Double.parseDouble(line[6]) * 1e6);
          JsonNode report = get(redis.endpoint(), users);
          collect(report, "bare-redis", ours);
          collect(report, "engine", engines);
        }
      }
      String who = users == 1 ? "1 connection" : users + " connections";
      row("redis-benchmark, " + who, theirs);
      row("cachebench, `bare-redis`, " + who, ours);
      row("cachebench, engine without L1, " + who, engines);
    }
    write("");
  }

  private static void collect(JsonNode report, String target, List<List<Double>> into) {
    into.get(0).add(metric(report, target, "achieved-rate"));
    into.get(1).add(metric(report, target, "response-time.p50"));
    into.get(2).add(metric(report, target, "response-time.p99"));
  }

  private void row(String who, List<List<Double>> figures) throws IOException {
    write(
        "| %s | %,.0f | %s | %s |"
            .formatted(
                who,
                median(figures.get(0)),
                millis(median(figures.get(1))),
                millis(median(figures.get(2)))));
  }

  private JsonNode get(RedisEndpoint redis, int users) throws Exception {
    return run(
        file("get", GET.formatted(users)),
        Map.of("CACHEBENCH_REDIS_PASSWORD", Objects.requireNonNull(redis.password())),
        "--redis",
        "redis://127.0.0.1:" + redis.port());
  }

  private String[] redisBenchmark(RedisEndpoint redis, int users) throws Exception {
    String port = Integer.toString(redis.port());
    Map<String, String> password =
        Map.of("REDISCLI_AUTH", Objects.requireNonNull(redis.password()));
    String[] set = {"redis-benchmark", "-p", port, "-t", "set", "-n", "1", "-d", "1024", "-q"};
    try (Program program = Program.start(folder, password, withPassword(set, redis))) {
      program.await();
    }
    String[] get = {
      "redis-benchmark",
      "-p",
      port,
      "-t",
      "get",
      "-d",
      "1024",
      "--csv",
      "-c",
      Integer.toString(users),
      "-n",
      users == 1 ? "60000" : "500000",
    };
    try (Program program = Program.start(folder, password, withPassword(get, redis))) {
      program.await();
      String last = program.out().strip().lines().reduce((a, b) -> b).orElseThrow();
      return last.replace("\"", "").split(",");
    }
  }

  private static String[] withPassword(String[] command, RedisEndpoint redis) {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    words.addAll(List.of("-a", Objects.requireNonNull(redis.password())));
    return words.toArray(String[]::new);
  }

  @Test
  void coordinatedOmission() throws Exception {
    write("| a Redis that stands still for 4 of 20 s | requests | mean | p50 | p99 | max |");
    write("|---|---|---|---|---|---|");
    String[][] loads = {
      {"one user who waits for each answer (closed)", "users: 1, think-time: 5ms"},
      {"200/s on a schedule (open)", "rate: 200/s, arrivals: constant"}
    };
    for (String[] load : loads) {
      JsonNode report = run(file("stall", STALL.formatted(load[1])), Map.of());
      write(
          "| %s | %,d | %s | %s | %s | %s |"
              .formatted(
                  load[0],
                  target(report, "bare-redis").get("all").get("samples").get("operations").asLong(),
                  millis(metric(report, "bare-redis", "response-time.mean")),
                  millis(metric(report, "bare-redis", "response-time.p50")),
                  millis(metric(report, "bare-redis", "response-time.p99")),
                  millis(metric(report, "bare-redis", "response-time.max"))));
    }
    write("");
  }

  @Test
  void ratesAndPercentiles() throws Exception {
    write("| asked | offered | shed | lag p99 | p50 and p99 of an origin that takes 20 ms |");
    write("|---|---|---|---|---|");
    for (int rate : new int[] {100, 1000, 5000}) {
      JsonNode report = run(file("rate", RATE.formatted(rate)), Map.of());
      write(
          "| %,d/s | %,.1f/s | %.0f | %s | %s, %s |"
              .formatted(
                  rate,
                  metric(report, "none", "offered-rate"),
                  metric(report, "none", "shed"),
                  millis(metric(report, "none", "schedule-lag.p99")),
                  millis(metric(report, "none", "response-time.p50")),
                  millis(metric(report, "none", "response-time.p99"))));
    }
    write("");
  }

  @Test
  void sameAgainstSame() throws Exception {
    String quickstart = Files.readString(Path.of("../scenarios/library/quickstart.yaml"));
    String twice =
        file(
            "twice",
            quickstart.replaceFirst(
                "(?m)^targets:.*$", "targets:\n  again: {preset: none, role: control}"));
    int covered = 0;
    int passed = 0;
    List<String> runs = new ArrayList<>();
    for (int i = 1; i <= SAME; i++) {
      JsonNode report =
          run(
              twice,
              Map.of(),
              "--seed",
              Integer.toString(i),
              "--target",
              "none",
              "--target",
              "again",
              "--target",
              "hardened");
      JsonNode all = target(report, "again").get("all");
      JsonNode interval = all.get("intervals").get("speedup.mean");
      double low = interval.get("low").asDouble();
      double high = interval.get("high").asDouble();
      boolean isCovered = low <= 1 && 1 <= high;
      covered += isCovered ? 1 : 0;
      int exit = report.get("verdict").get("exitCode").asInt();
      passed += exit == 0 ? 1 : 0;
      runs.add(
          "| %d | %d | %.4f | %.4f … %.4f | %s |"
              .formatted(
                  i,
                  exit,
                  all.get("metrics").get("speedup.mean").asDouble(),
                  low,
                  high,
                  isCovered ? "yes" : "no"));
    }
    write("| seed | exit | mean of `none` ÷ mean of the same again | 95 % interval | covers 1 |");
    write("|---|---|---|---|---|");
    for (String line : runs) {
      write(line);
    }
    write("\n%d of %d runs exit with 0, %d intervals cover 1.\n".formatted(passed, SAME, covered));
  }
}
