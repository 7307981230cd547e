package dev.cachebench.cli.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachebench.cli.testing.Program;
import dev.cachebench.reports.live.LiveMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One real run with an outage, watched by a real Prometheus while it goes on. */
final class LiveMetricsIT {

  private static final String SCENARIO =
      """
      version: 1
      scenario: watched
      proxy: embedded
      nodes: 2
      origin: {service-time: 5ms}
      keys: {count: 500}
      operations: {get: 95, put: 5}
      cache: {l1: {capacity: 100, ttl: 1s}, l2: {ttl: 30s, budget: 50ms}}
      targets:
        hardened: {preset: hardened}
      load: {rate: 500/s}
      preload: all
      warmup: 1s
      phases: [{name: steady, duration: 2s}, {name: outage, duration: 3s}, {name: after, duration: 2s}]
      faults: [{fault: down, on: redis, during: outage}]
      """;

  private static final Pattern URL = Pattern.compile("(?m)^metrics: (\\S+)$");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)\\{([^\n]*)} \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");
  private static final Pattern SELECTOR =
      Pattern.compile("(cachebench_[a-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("([a-z]+)(?:=~|!~|!=|=)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|ignoring|on)\\s*\\(([a-z, ]*)\\)");

  @TempDir static Path folder;

  /** Every answer of the run, the last one last. */
  private static final List<String> ANSWERS = new ArrayList<>();

  private static Prometheus prometheus;
  private static String openMetrics = "";

  @BeforeAll
  static void run() throws Exception {
    Prometheus.require();
    Files.writeString(folder.resolve("s.yaml"), SCENARIO);
    Files.writeString(folder.resolve("alerts.yml"), resource("alerts.yml"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = Path.of("target/cachebench.jar").toAbsolutePath().toString();
    try (Program program =
        Program.start(
            folder,
            Map.of(),
            java,
            "-jar",
            jar,
            "run",
            "s.yaml",
            "--out",
            "run",
            "--metrics-port",
            "0")) {
      await()
          .atMost(60, SECONDS)
          .untilAsserted(() -> assertThat(program.err()).containsPattern(URL));
      Matcher url = URL.matcher(program.err());
      assertThat(url.find()).isTrue();
      URI address = URI.create(url.group(1));
      assertThat(address.getHost()).isEqualTo("127.0.0.1");
      prometheus = Prometheus.start(folder, address.getAuthority());
      await().atMost(120, SECONDS).until(() -> isOver(url.group(1)));
      assertThat(program.await()).as(program.err()).isZero();
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  private static boolean isOver(String url) throws InterruptedException {
    try {
      openMetrics = Prometheus.get(url, "application/openmetrics-text; version=1.0.0").body();
      ANSWERS.add(Prometheus.get(url, "text/plain").body());
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = LiveMetrics.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every expression of the dashboard, variables filled in. */
  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode dashboard = JsonMapper.shared().readTree(resource("grafana-dashboard.json"));
    for (String text : dashboard.findValuesAsString("expr")) {
      queries.add(
          text.replace("$__rate_interval", "5s")
              .replace("$scenario", "watched")
              .replace("$target", "hardened"));
    }
    return queries;
  }

  private static List<String> alerts() throws IOException {
    Load yaml = new Load(LoadSettings.builder().build());
    Map<?, ?> file = (Map<?, ?>) yaml.loadFromString(resource("alerts.yml"));
    List<String> expressions = new ArrayList<>();
    for (Object group : (List<?>) file.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        expressions.add((String) ((Map<?, ?>) rule).get("expr"));
      }
    }
    return expressions;
  }

  /** The labels of each name in all answers. */
  private static Map<String, Set<String>> exposed() {
    Map<String, Set<String>> labels = new HashMap<>();
    for (String answer : ANSWERS) {
      SAMPLE
          .matcher(answer)
          .results()
          .forEach(
              sample -> {
                Set<String> names = labels.computeIfAbsent(sample.group(1), any -> new TreeSet<>());
                LABEL.matcher(sample.group(2)).results().forEach(l -> names.add(l.group(1)));
              });
    }
    return labels;
  }

  private static void assertExposed(String expression, Map<String, Set<String>> exposed) {
    Set<String> known = new HashSet<>();
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(
            selector -> {
              assertThat(exposed).as(expression).containsKey(selector.group(1));
              Set<String> labels = exposed.get(selector.group(1));
              known.addAll(labels);
              if (selector.group(2) != null) {
                MATCHER
                    .matcher(selector.group(2))
                    .results()
                    .forEach(m -> assertThat(labels).as(expression).contains(m.group(1)));
              }
            });
    GROUPING
        .matcher(expression)
        .results()
        .forEach(by -> assertThat(known).as(expression).contains(by.group(1).split(", *")));
  }

  @Test
  void theDashboardAndTheAlertsAskForWhatThereIs() throws IOException {
    Map<String, Set<String>> exposed = exposed();

    assertThat(queries()).hasSizeGreaterThan(25);
    queries().forEach(query -> assertExposed(query, exposed));
    assertThat(alerts()).hasSize(11);
    alerts().forEach(alert -> assertExposed(alert, exposed));
    Matcher definitions =
        Pattern.compile("label_values\\((\\w+)[^,]*, (\\w+)\\)")
            .matcher(resource("grafana-dashboard.json"));
    definitions
        .results()
        .forEach(found -> assertThat(exposed.get(found.group(1))).contains(found.group(2)));
  }

  @Test
  void everyPanelHasDataInPrometheus() throws Exception {
    for (String query : queries()) {
      boolean isRare = query.contains("late_starts");
      assertThat(prometheus.series(query)).as(query).isGreaterThanOrEqualTo(isRare ? 0 : 1);
    }
  }

  @Test
  void prometheusEvaluatesEveryRule() throws Exception {
    JsonNode rules = prometheus.api("rules").path("groups").path(0).path("rules");

    assertThat(rules).hasSize(11);
    rules.forEach(rule -> assertThat(rule.path("health").stringValue()).isEqualTo("ok"));
    assertThat(prometheus.series("ALERTS{alertname=\"CachebenchWrongValues\"}")).isZero();
    assertThat(prometheus.series("up{job=\"cachebench\"} == 1")).isOne();
  }

  @Test
  void theOutageShowsWhileItLasts() {
    String labels = "scenario=\"watched\",target=\"hardened\"} ";
    String fault = "cachebench_fault_active{fault=\"down\",index=\"0\"," + labels;
    String breaker =
        "cachebench_breaker_state{node=\"0\",scenario=\"watched\",state=\"open\",target=\"hardened\"} ";

    assertThat(ANSWERS)
        .anySatisfy(answer -> assertThat(answer).contains(fault + "1.0", breaker + "1.0"))
        .anySatisfy(answer -> assertThat(answer).contains(fault + "0.0", breaker + "0.0"));
    assertThat(ANSWERS.get(ANSWERS.size() - 1))
        .contains("cachebench_run_info{scenario=\"watched\",seed=\"42\"", fault + "0.0")
        .doesNotContain("cb:", "password");
  }

  @Test
  void promtoolFindsNothingToSay() throws Exception {
    Files.writeString(folder.resolve("m.txt"), ANSWERS.get(ANSWERS.size() - 1));

    try (Program promtool =
        Program.start(folder, Map.of(), "sh", "-c", "promtool check metrics < m.txt")) {
      assertThat(promtool.await()).as(promtool.err()).isZero();
      assertThat(promtool.out() + promtool.err()).isEmpty();
    }
  }

  @Test
  void speaksOpenMetricsToWhoAsksForIt() {
    assertThat(openMetrics).endsWith("# EOF\n").contains("# TYPE cachebench_operations counter");
  }
}
