package dev.cachebench.scenarios.yaml;

import static dev.cachebench.scenarios.yaml.Texts.SMALL;
import static dev.cachebench.scenarios.yaml.Texts.messages;
import static dev.cachebench.scenarios.yaml.Texts.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.BreakerConfig;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.L1Config;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Mechanism;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {
  private static Scenario read(String more, Setting... settings) {
    return ScenarioReader.read("test.yaml", SMALL + more, List.of(settings));
  }

  @Test
  void fillsInEveryDefault() {
    Scenario scenario = read("");

    assertThat(scenario.seed()).isEqualTo(42);
    assertThat(scenario.proxy()).isEqualTo(dev.cachebench.scenarios.model.ProxyConfig.OFF);
    assertThat(scenario.nodes()).isEqualTo(1);
    assertThat(scenario.keys().distribution()).isEqualTo(new KeyDistribution.Uniform());
    assertThat(scenario.operations().getShare()).isEqualTo(1);
    assertThat(scenario.maxInFlight()).isEqualTo(1000);
    assertThat(scenario.warmup()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.preload().tiers()).isEqualTo(PreloadConfig.Tiers.NONE);
    assertThat(scenario.load()).isEqualTo(new LoadModel.Open(new Rate(100), Arrivals.POISSON));
    assertThat(scenario.targets().get(1).cache().jitter()).isEqualTo(0.1);
  }

  @Nested
  class Caches {
    private CacheConfig cache(String common, String target) {
      String text =
          SMALL.replace("hardened: {}", "x: {" + target + "}") + "cache: {" + common + "}\n";
      return ScenarioReader.read("test.yaml", text, List.of()).targets().get(1).cache();
    }

    @Test
    void switchedOffInCommonAreOffWhereThePresetHasThem() {
      assertThat(cache("jitter: off", "").jitter()).isZero();
      assertThat(cache("coalescing: false", "").coalescing()).isFalse();
      assertThat(cache("l1: off", "").l1().enabled()).isFalse();
      assertThat(cache("budget: off", "").l2().budget()).isNull();
    }

    @Test
    void switchedOnInCommonStayOffWhereThePresetLacksThem() {
      assertThat(cache("jitter: 20%", "preset: reviewed").jitter()).isZero();
      assertThat(cache("coalescing: on", "preset: bare-redis").coalescing()).isFalse();
      assertThat(cache("l2: {ttl: 5s}", "preset: memory-only").l2().enabled()).isFalse();
      assertThat(cache("l1: on", "preset: none").l1().enabled()).isFalse();
    }

    @Test
    void ofATargetWinOverCommonOnes() {
      assertThat(cache("jitter: off", "jitter: on").jitter()).isEqualTo(0.1);
      assertThat(cache("jitter: 30%", "jitter: on").jitter()).isEqualTo(0.3);
      assertThat(cache("l1: {capacity: 5}", "l1: {capacity: 7}").l1().capacity()).isEqualTo(7);
      assertThat(cache("l1: {ttl: 3s}", "l1: {capacity: 7}").l1().ttl()).hasSeconds(3);
      assertThat(cache("l2: off", "l2: on").l2().enabled()).isTrue();
      assertThat(cache("", "budget: off").l2().budget()).isNull();
    }

    @Test
    void ofABareRedisAreL2WithItsBudgetOnly() {
      var cache = cache("", "preset: bare-redis");

      assertThat(cache.l1().enabled()).isFalse();
      assertThat(cache.l2().budget()).hasMillis(50);
      assertThat(cache.fence() || cache.checksum() || cache.coalescing()).isFalse();
    }

    @Test
    void ofPhasesAreWhatTheReviewPlannedForThem() {
      CacheConfig first = cache("", "preset: phase-1");
      CacheConfig second = cache("", "preset: phase-2");

      assertThat(Mechanism.of(first))
          .containsExactly(
              Mechanism.L1,
              Mechanism.L2,
              Mechanism.BUDGET,
              Mechanism.BACKGROUND_LOAD,
              Mechanism.CHECKSUM);
      assertThat(Mechanism.of(second))
          .containsExactly(
              Mechanism.L1,
              Mechanism.L2,
              Mechanism.COALESCING,
              Mechanism.BUDGET,
              Mechanism.BREAKER,
              Mechanism.BACKGROUND_LOAD,
              Mechanism.ERROR_CACHE,
              Mechanism.CHECKSUM);
      assertThat(first.l1().policy()).isEqualTo(L1Config.Policy.LRU);
      assertThat(cache("l1: {policy: w-tinylfu}", "preset: phase-1").l1().policy())
          .isEqualTo(L1Config.Policy.W_TINYLFU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"as-advised", "phase-2"})
    void ofTheReviewersBreakerAreFiveFailuresInARowAndAMinute(String preset) {
      BreakerConfig breaker = cache("", "preset: " + preset).breaker();
      BreakerConfig sooner =
          cache("", "preset: " + preset + ", breaker: {open: 5s, consecutive: 3}").breaker();

      assertThat(breaker.consecutive()).isEqualTo(5);
      assertThat(breaker.open())
          .isEqualTo(new BreakerConfig.Open(Duration.ofSeconds(60), 1, Duration.ofSeconds(60), 0));
      assertThat(breaker.slow()).hasHours(1);
      assertThat(sooner.consecutive()).isEqualTo(3);
      assertThat(sooner.open().first()).hasSeconds(5);
      assertThat(sooner.open().growth()).isEqualTo(1);
      assertThat(cache("breaker: {probes: 9}", "preset: " + preset).breaker().probes())
          .isEqualTo(9);
    }

    @Test
    void thatThePresetLacksAreRefusedInTheTarget() {
      assertThat(messages(SMALL.replace("preset: none", "preset: none, l1: on")))
          .containsExactly("the preset `none` has no l1");
      assertThat(messages(SMALL.replace("{}", "{preset: reviewed, l2: {budget: 5ms}}")))
          .containsExactly("the preset `reviewed` has no budget");
      assertThat(messages(SMALL.replace("{}", "{preset: reviewed, l1: {policy: w-tinylfu}}")))
          .containsExactly("`reviewed` is always lru");
      assertThat(messages(SMALL.replace("{}", "{preset: as-advised, l1: {policy: w-tinylfu}}")))
          .containsExactly("`as-advised` is always lru");
      assertThat(messages(SMALL.replace("{}", "{preset: phase-1, coalescing: on}")))
          .containsExactly("the preset `phase-1` has no coalescing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys: {count: 100}|keys: {count: 100, distribution: sequential}",
        "keys: {count: 100}|keys: {count: 100, distribution: {hot-set: {keys: 10, share: 90%}}}",
        "load: {rate: 100/s}|load: {users: 32, think-time: 1ms}",
        "load: {rate: 100/s}|load: none",
        "load: {rate: 100/s}|load: {rate: 30/m, arrivals: constant, max-in-flight: 7}",
        "service-time: 20ms|service-time: {exponential: 20ms}",
        "service-time: 20ms|service-time: {fixed: 0}",
      })
  void readsEveryForm(String from, String to) {
    assertThat(problems(SMALL.replace(from, to))).isEmpty();
  }

  @Test
  void readsFaultsThatRepeat() {
    Scenario scenario =
        read(
            "faults: [{fault: expire-all, during: steady, every: 2s}, {fault: expire-all, at: 4s}]\n");

    assertThat(scenario.faults().get(0).every()).hasSeconds(2);
    assertThat(scenario.faults().get(0).length()).hasSeconds(10);
    assertThat(scenario.faults().get(1).at()).hasSeconds(4);
    assertThat(scenario.faults().get(1).length()).hasSeconds(6);
  }

  @Test
  void readsAnAddressOfRedis() {
    assertThat(read("redis: redis://localhost:6379/2\n").redis().provider())
        .isEqualTo(RedisConfig.Provider.EXTERNAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:hunter2@localhost",
        "redis://me:hunter2/@x@localhost",
        "rediss://hunter2@localhost",
        "{provider: 'redis://:hunter2@h'}",
        "[redis://:hunter2@h]",
        "{uri: 'redis://hunter2@h'}"
      })
  void keepsPasswordsOutOfItsMessages(String redis) {
    String inFile = ProblemFormatter.format(problems(SMALL + "redis: " + redis + "\n"));
    String inSetting = ProblemFormatter.format(problems(SMALL, new Setting("redis", redis)));

    assertThat(inFile).contains("1 problem,").doesNotContain("hunter2");
    assertThat(inSetting).contains("1 problem,").doesNotContain("hunter2");
  }

  @Test
  void saysWhereThePasswordGoes() {
    assertThat(problems(SMALL + "redis: redis://:hunter2@localhost\n"))
        .singleElement()
        .extracting(Problem::hint)
        .asString()
        .contains("CACHEBENCH_REDIS_PASSWORD");
  }

  @Test
  void sortsProblemsByPlaceAndSettingsLast() {
    List<Problem> problems =
        problems(
            SMALL.replace("100/s", "fast") + "fualts: []\nseed: x\n", new Setting("nodes", "0"));

    assertThat(problems)
        .extracting(p -> p.source() + ":" + p.line())
        .containsExactly("test.yaml:8", "test.yaml:11", "test.yaml:12", "--set:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis: container|proxy: container",
        "redis: {provider: container, image: valkey/valkey:8.0}|proxy: embedded",
        "redis: container|proxy: {provider: container, image: localhost:5000/toxiproxy@sha256:1a}",
        "redis: {provider: external, uri: redis://10.0.0.1:6379/2}|proxy: {provider: external, uri: http://10.0.0.2:8474}",
      })
  void writesWhatItHasReadOfRedisAndProxy(String redis, String proxy) {
    var scenario = read(redis + "\n" + proxy + "\n");
    var again = ScenarioReader.read("again.yaml", ScenarioWriter.write(scenario), List.of());

    assertThat(again.redis()).isEqualTo(scenario.redis());
    assertThat(again.proxy()).isEqualTo(scenario.proxy());
    assertThat(scenario.redis()).isNotEqualTo(RedisConfig.embedded());
    assertThat(scenario.proxy().isOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy: container|reaches only a Redis in a container",
        "redis: {provider: embedded, image: x}|only a container has an image",
        "redis: {provider: container, image: 'a b'}|must be the name of an image",
        "redis: {provider: container, uri: redis://h:1}|an address is for",
        "proxy: {provider: external}|is missing",
        "proxy: {image: x}|only a container has an image",
      })
  void saysWhatIsWrongWithRedisAndProxy(String line, String message) {
    assertThat(messages(SMALL + line)).hasSize(1).first().asString().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis: {provider: embedded, topology: cluster, masters: 3}|topology: cluster",
        "redis: rediss://host:6379|rediss",
        "cache: {warm: on}|warm",
        "cache: {lease: {ttl: 1s}}|lease",
        "faults: [{fault: failover, on: redis, during: steady, size: 5B}]|fault: failover",
      })
  void refusesWhatIsNotAvailableYet(String line, String what) {
    assertThat(messages(SMALL + line)).containsExactly("`" + what + "` is not available yet");
    assertThat(problems(SMALL + line)).allMatch(p -> p.line() == 11 && p.hint() != null);
    assertThat(ScenarioReader.parse("x", SMALL + line, List.of()).unavailable()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "that: error-ratio > 50%, over: 1500ms|must be in whole seconds, but was 1500ms",
        "that: error-ratio > 50%, over: 1h|is longer than what it watches",
        "that: error-ratio > 50%, phase: other|there is no phase `other`",
        "that: error-ratio > 50%, target: other|there is no target `other`",
        "that: recovery-time > 5s|recovery-time is not known before a run has ended",
        "that: error-ratio > base * 2|targets run one after the other",
        "over: 1s|the key `that` is missing",
        "that: eror-ratio > 5%|did you mean `error-ratio`",
      })
  void saysWhatIsWrongWithAConditionThatEndsTheRun(String condition, String message) {
    String text = SMALL + "abort-when: [{" + condition + "}]";

    assertThat(messages(text)).hasSize(1).first().asString().contains(message);
  }

  @Test
  void readsAndWritesConditionsThatEndTheRun() {
    String text = SMALL + "abort-when: [{target: hardened, that: error-ratio > 50%, over: 3s}]";
    Scenario scenario = ScenarioReader.read("x", text, List.of());

    assertThat(scenario.abortWhen()).hasSize(1);
    assertThat(scenario.abortWhen().get(0).over()).isEqualTo(Duration.ofSeconds(3));
    assertThat(ScenarioReader.read("y", ScenarioWriter.write(scenario), List.of()))
        .isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: 100|count: 100, distribution: latest|distribution: latest",
        "count: 100|count: 100, distribution: {trace: 'lirs:x'}|distribution: trace",
        "{rate: 100/s}|{from: 5/s, to: 9/s}|load.from",
      })
  void refusesFormsThatAreNotAvailableYet(String from, String to, String what) {
    assertThat(messages(SMALL.replace(from, to)))
        .containsExactly("`" + what + "` is not available yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{jdbc: {url: 'jdbc:h2:mem:', query: 'select 1'}}|must have one `?`, the key, but was `select 1`",
        "{jdbc: {url: 'h2', query: 'select ?'}}|must be an address of JDBC, but was `h2`",
        "{jdbc: {url: 'jdbc:x:password=1', query: '?'}}"
            + "|must be without password: files of the run would show it",
        "{http: {url: 'http://host/'}}|must say where the key stands, but was http://host/",
        "{http: {url: 'http://me:secret@host/{key}'}}"
            + "|must be without password: files of the run would show it",
        "{http: {url: 'http://host/{key}', timeout: 10ms}}|must be at least 1s, but was 10ms",
        "{http: {url: 'http://host/{key}'}, service-time: 1ms}"
            + "|belongs to the simulated origin: a real one has its own",
      })
  void refusesRealOriginsThatMakeNoSense(String origin, String message) {
    assertThat(messages(SMALL.replace("{service-time: 20ms}", origin))).containsExactly(message);
  }

  @Test
  void refusesToStrikeARealOrigin() {
    String real = SMALL.replace("{service-time: 20ms}", "{http: {url: 'http://host/{key}'}}");
    assertThat(messages(real + "faults: [{fault: slow, factor: 3x, during: steady}]"))
        .containsExactly("slow strikes the simulated origin only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"breaker", "lease", "warm", "negative", "coherence", "origin-limit"})
  void takesMechanismsThatAreOff(String mechanism) {
    assertThat(problems(SMALL + "cache: {" + mechanism + ": off}")).isEmpty();
    assertThat(problems(SMALL.replace("{}", "{" + mechanism + ": false}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "breaker: {min-calls: 200}|must be at most 100, but was 200",
        "l2: {connections: 65}|must be at most 64, but was 65",
        "l2: {probe: 1ms}|must be at least 10ms, but was 1ms",
        "l2: {compress: 5}|must be a size with its unit, but was `5`",
        "breaker: {window: 1500ms}|must be whole seconds, 1s to 1h, but was 1500ms",
        "breaker: {consecutive: 0}|must be at least 1, but was 0",
        "breaker: {open: {first: 2s, max: 1s}}|must be at least `first`, but was 1s",
        "breaker: {open: {growth: 0.5}}|must be at least 1, but was 0.5",
        "breaker: {failure-ratio: 0}|must be greater than 0, but was 0",
        "origin-limit: {concurrency: 4, while-open: 5}|must be at most 4, but was 5",
        "stale-if-error: 10us|must be at least 1ms, but was 10us",
        "background-load: {soft: 3s, hard: 2s}|must be at least `soft`, but was 2s",
        "background-load: {soft: 10us}|must be at least 1ms, but was 10us",
        "retry-budget: {ratio: 0}|must be greater than 0, but was 0",
        "retry-budget: {ratio: 110%}|must be at most 1, but was 110%",
        "retry-budget: {retries: 0}|must be at least 1, but was 0",
        "retry-budget: {back-off: 10us}|must be at least 1ms, but was 10us",
        "negative: {ttl: 0s}|must be greater than 0, but was 0s",
        "error-cache: {first: 2s, max: 1s}|must be at least `first`, but was 1s",
        "error-cache: {growth: 11}|must be at most 10, but was 11",
        "early-expiry: {beta: 0}|must be greater than 0, but was 0",
        "early-expiry: {min-fresh: 100%}|must be at most 0.99, but was 100%",
        "refresh-ahead: {at: 0}|must be greater than 0, but was 0",
        "refresh-ahead: {every: 1ms}|must be at least 10ms, but was 1ms",
        "early-expiry: 5|must be `on`, `off` or its settings, but was `5`",
      })
  void refusesProtectionThatMakesNoSense(String line, String message) {
    assertThat(messages(SMALL + "cache: {" + line + "}")).containsExactly(message);
  }

  @Test
  void takesGatesOnMetricsThatAreNotMeasuredYet() {
    assertThat(problems(SMALL + "gates: [{require: recovery-time < 5s}]")).isEmpty();
  }

  @Test
  void refusesFilesThatAreTooLargeBeforeReadingThem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("large.yaml"), "x: 1\n".repeat(300_000));

    assertThatThrownBy(() -> ScenarioReader.readFile(file, List.of()))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("is larger than 1 MiB: 1500000 bytes");
  }

  @Test
  void refusesFilesThatAreNotUtf8(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe4, 'b'});

    assertThatThrownBy(() -> ScenarioReader.readFile(file, List.of()))
        .isInstanceOf(InvalidScenarioException.class)
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void readsFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), "\uFEFF" + SMALL);

    assertThat(ScenarioReader.readFile(file, List.of()).scenario().name()).isEqualTo("small");
  }
}
