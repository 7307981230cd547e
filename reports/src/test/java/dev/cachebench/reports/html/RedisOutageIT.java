package dev.cachebench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.testing.Chromium;
import dev.cachebench.reports.testing.StoredRun;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a real run of the bundled {@code redis-outage}, as a browser shows it. */
class RedisOutageIT {

  /**
   * For each chart with canvas lines: how many pixels have the colour of one of its lines, at most
   * 12 steps of 255 away. Axes and grid have others.
   */
  private static final String PIXELS_OF_LINES =
      """
      return [...document.querySelectorAll('figure')].filter(f => !f.querySelector('.lane'))
        .map(figure => {
          const canvas = figure.querySelector('canvas');
          const pixels = canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data;
          const colours = [...figure.querySelectorAll('figcaption svg > *')].map(shape => {
            const style = getComputedStyle(shape);
            return (shape.tagName === 'rect' ? style.fill : style.stroke)
                .match(/[0-9]+/g).slice(0, 3).map(Number);
          });
          let count = 0;
          for (let i = 0; i < pixels.length; i += 4) {
            if (colours.some(c => c.every((v, k) => Math.abs(v - pixels[i + k]) <= 12))) count++;
          }
          return count;
        });
      """;

  private static final List<String> METRICS =
      List.of("response-time.mean", "response-time.p50", "response-time.p99");

  @TempDir static Path dir;
  private static ChromeDriver driver;
  private static Path page;
  private static JsonNode report;
  private static List<RunEvent> events;

  @BeforeAll
  static void openReport() throws IOException {
    Chromium.missing().ifPresent(System.err::println);
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElse(""));
    StoredRun.copyTo(dir);
    RunData data = new RunDataReader().read(dir);
    Reports.writeAll(dir, data, Reports.of(data, JudgeOptions.defaults("0.1.0")));
    RunDirectory files = new RunDirectory(dir);
    page = files.path(RunFile.REPORT_HTML);
    report = new JsonMapper().readTree(Files.readString(files.path(RunFile.REPORT_JSON)));
    events = JsonLines.read(files.path(RunFile.EVENTS), RunEvent.class).rows();
    driver = Chromium.start(false);
    Chromium.resize(driver, 1400, 900);
    driver.get(page.toUri().toString());
  }

  @AfterAll
  static void quit() {
    if (driver != null) {
      driver.quit();
    }
  }

  private static JsonNode data() {
    return new JsonMapper()
        .readTree(driver.findElement(By.id("page-data")).getDomProperty("textContent"));
  }

  private static double at(String target, String event) {
    List<RunEvent> mine = events.stream().filter(e -> target.equals(e.target())).toList();
    double zero =
        mine.stream()
            .filter(e -> e.event().equals("phase-start") && "steady".equals(e.phase()))
            .findFirst()
            .orElseThrow()
            .t();
    return mine.stream().filter(e -> e.event().equals(event)).findFirst().orElseThrow().t() - zero;
  }

  private static double seconds(WebElement element, String attribute) {
    return Double.parseDouble(Objects.requireNonNull(element.getDomAttribute(attribute)));
  }

  @ParameterizedTest
  @CsvSource({"1400, false", "1400, true", "360, false", "360, true"})
  void drawsItsDataAtEveryWidthInBothSchemes(int width, boolean isDark) {
    Chromium.resize(driver, width, 900);
    Chromium.prefer(driver, isDark);
    driver.get(page.toUri().toString());

    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat((Long) driver.executeScript("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat((List<?>) driver.executeScript(PIXELS_OF_LINES))
        .hasSizeGreaterThan(20)
        .allSatisfy(count -> assertThat((Long) count).isGreaterThan(40));
    assertThat(driver.findElement(By.tagName("body")).getCssValue("background-color"))
        .contains(isDark ? "19, 23, 27" : "255, 255, 255");
  }

  @Test
  void everySeriesHasAPointForEverySecond() throws IOException {
    JsonNode timelines = data().get("timelines");

    assertThat(timelines).hasSize(3);
    for (JsonNode timeline : timelines) {
      List<JsonNode> series = new ArrayList<>();
      for (String name : List.of("t", "p50", "p99", "offered", "achieved", "origin", "errors")) {
        series.add(timeline.get(name));
      }
      timeline.get("served").forEach(series::add);
      assertThat(series).hasSize(13).allSatisfy(s -> assertThat(s).hasSize(StoredRun.SECONDS));
      assertThat(intervals(timeline.get("target").asString()))
          .as("seconds of intervals.hlog")
          .hasSizeGreaterThanOrEqualTo(StoredRun.SECONDS);
    }
  }

  /** Returns the starts of a target's intervals, as the log has them. */
  private static Set<String> intervals(String target) throws IOException {
    return Files.readAllLines(new RunDirectory(dir).path(RunFile.INTERVALS)).stream()
        .filter(line -> line.startsWith("Tag=" + target + "/"))
        .map(line -> line.split(",")[1])
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsDrawnAddsUpToWhatIsReported() {
    for (JsonNode timeline : data().get("timelines")) {
      double answered = 0;
      for (int i = 0; i < StoredRun.SECONDS; i++) {
        boolean isMeasured = timeline.get("t").get(i).asDouble() > 0;
        answered += isMeasured ? timeline.get("achieved").get(i).asDouble() : 0;
      }
      JsonNode all = target(timeline.get("target").asString()).get("all");
      double rate = all.get("metrics").get("achieved-rate").asDouble();
      // Seconds are of the end of an operation, phases of its intended start.
      assertThat(answered / (StoredRun.SECONDS - 1)).isCloseTo(rate, within(0.02 * rate));
    }
  }

  @Test
  void shadesTheOutageWhereTheEventsSay() {
    for (String target : List.of("none", "reviewed", "hardened")) {
      List<WebElement> bands =
          driver.findElements(By.cssSelector("[data-target=" + target + "] .fault-band"));

      assertThat(bands).hasSizeGreaterThanOrEqualTo(4);
      for (WebElement band : bands) {
        assertThat(seconds(band, "data-from")).isCloseTo(at(target, "fault-start"), within(0.001));
        assertThat(seconds(band, "data-to")).isCloseTo(at(target, "fault-stop"), within(0.001));
      }
    }
  }

  @Test
  void showsTheStatesOfEveryBreaker() {
    Map<String, List<WebElement>> lanes = new LinkedHashMap<>();
    for (WebElement lane : driver.findElements(By.cssSelector("[data-target=hardened] .lane"))) {
      lanes.put(
          lane.getDomAttribute("data-name"),
          lane.findElements(By.cssSelector(".span[data-state=open]")));
    }

    assertThat(lanes).containsKeys("breaker, node 0", "breaker, node 1");
    for (String node : List.of("breaker, node 0", "breaker, node 1")) {
      double first = seconds(lanes.get(node).get(0), "data-from");
      assertThat(first).isBetween(at("hardened", "fault-start"), at("hardened", "fault-stop"));
    }
  }

  private static JsonNode target(String name) {
    for (JsonNode target : report.get("targets")) {
      if (target.get("name").asString().equals(name)) {
        return target;
      }
    }
    throw new AssertionError("no target " + name);
  }

  /** Returns the cells of a table: a list for each row, the phase first. */
  private static List<List<String>> rows(String selector) {
    List<List<String>> rows = new ArrayList<>();
    String phase = "";
    for (WebElement row : driver.findElements(By.cssSelector(selector + " tbody tr"))) {
      List<String> cells =
          new ArrayList<>(
              row.findElements(By.cssSelector("th, td")).stream()
                  .map(cell -> cell.getDomProperty("textContent"))
                  .toList());
      if (row.findElements(By.cssSelector("th.phase")).isEmpty()) {
        cells.add(0, phase);
      }
      phase = cells.get(0);
      rows.add(cells);
    }
    return rows;
  }

  @Test
  void figuresOfTheTableAreThoseOfTheJson() {
    List<List<String>> rows = rows("[aria-labelledby=targets] .scroll:first-of-type");
    List<String> targets = List.of("none", "reviewed", "hardened");
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode phase : report.get("targets").get(0).get("phases")) {
      String name = phase.get("phase").asString();
      for (String metric : METRICS) {
        List<String> row = new ArrayList<>(List.of(name, metric.split("\\.")[1]));
        targets.forEach(target -> row.add(text(target, name, metric)));
        expected.add(row);
      }
      List<String> requests = new ArrayList<>(List.of(name, "requests"));
      targets.forEach(
          target ->
              requests.add(
                  Figures.count(phase(target, name).get("samples").get("operations").asLong())));
      expected.add(requests);
      List<String> origin = new ArrayList<>(List.of(name, "origin/s"));
      targets.forEach(
          target ->
              origin.add(
                  Figures.number(
                      phase(target, name).get("metrics").get("origin-rate").asDouble())));
      expected.add(origin);
    }

    assertThat(expected).hasSize(15);
    assertThat(rows).containsAll(expected);
  }

  private static JsonNode phase(String target, String name) {
    for (JsonNode phase : target(target).get("phases")) {
      if (phase.get("phase").asString().equals(name)) {
        return phase;
      }
    }
    throw new AssertionError("no phase " + name);
  }

  private static String text(String target, String phase, String metric) {
    JsonNode value = phase(target, phase).get("metrics").get(metric);
    boolean isBound = phase(target, phase).path("harness").has(metric);
    return (isBound ? "≤ " : "")
        + Figures.of(
            Objects.requireNonNull(MetricName.of(metric)).quantity(),
            value == null ? null : value.asDouble());
  }

  @Test
  void gatesAreThoseOfTheJson() {
    List<String> shown =
        driver.findElements(By.cssSelector("[aria-labelledby=gates] tbody tr")).stream()
            .map(row -> Objects.requireNonNull(row.getDomProperty("textContent")).strip())
            .toList();

    assertThat(shown).hasSameSizeAs(report.get("gates"));
    for (int i = 0; i < shown.size(); i++) {
      JsonNode gate = report.get("gates").get(i);
      assertThat(shown.get(i))
          .contains(
              gate.get("state").asString(),
              gate.get("target").asString(),
              gate.get("phase").asString(),
              gate.get("text").asString(),
              gate.get("reason").asString());
    }
  }

  @Test
  void paperShowsWhatIsFolded() {
    driver.executeScript("dispatchEvent(new Event('beforeprint'))");

    assertThat(driver.findElements(By.cssSelector("details:not([open])"))).isEmpty();
    driver.executeScript("dispatchEvent(new Event('afterprint'))");
    assertThat(driver.findElements(By.cssSelector("details[open]"))).isEmpty();
  }

  @Test
  void showsTheScenarioThatWasRun() throws IOException {
    String shown = driver.findElement(By.tagName("pre")).getDomProperty("textContent");

    assertThat(Objects.requireNonNull(shown).lines())
        .containsAll(Files.readAllLines(new RunDirectory(dir).path(RunFile.SCENARIO)));
  }
}
