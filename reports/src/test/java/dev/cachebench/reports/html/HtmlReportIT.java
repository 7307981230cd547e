package dev.cachebench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.Chromium;
import dev.cachebench.reports.testing.OutageRun;
import dev.cachebench.reports.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** The page as a browser shows it. */
class HtmlReportIT {

  /** Counts the canvases that have pixels of more than one colour. */
  static final String DRAWN =
      """
      return [...document.querySelectorAll('canvas')].filter(c => {
        const pixels = new Uint32Array(
            c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);
        return new Set(pixels).size > 5;
      }).length;
      """;

  @TempDir static Path dir;
  private static ChromeDriver driver;
  private static Path page;

  @BeforeAll
  static void writeReport() throws IOException {
    Chromium.missing().ifPresent(System.err::println);
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElse(""));
    SyntheticRun run = OutageRun.of();
    RunData data = run.reader().read(run.write(dir));
    page = Reports.writeHtml(dir, data, Reports.of(data, JudgeOptions.defaults("0.1.0")));
    driver = Chromium.start(false);
  }

  @AfterAll
  static void quit() {
    if (driver != null) {
      driver.quit();
    }
  }

  private void open(int width, boolean isDark) {
    Chromium.prefer(driver, isDark);
    Chromium.resize(driver, width, 900);
    driver.get(page.toUri().toString());
  }

  private double number(String script, Object... arguments) {
    Object value = Objects.requireNonNull(driver.executeScript(script, arguments), script);
    return ((Number) value).doubleValue();
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "360, false", "360, true"})
  void drawsEverythingAtEveryWidthInBothSchemes(int width, boolean isDark) {
    open(width, isDark);

    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat(driver.getTitle()).isEqualTo("stampede: FAIL");
    // Five charts for each of three targets, percentiles of two phases, and of outcomes in both.
    assertThat(driver.findElements(By.tagName("canvas"))).hasSize(23);
    assertThat(number(DRAWN)).isEqualTo(23);
    assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(number("return performance.getEntriesByType('resource').length")).isZero();
    String background =
        driver.findElement(By.tagName("body")).getCssValue("background-color").replace(" ", "");
    assertThat(background).startsWith(isDark ? "rgba(19,23,27" : "rgba(255,255,255");
  }

  @Test
  void shadesTheTimeOfTheFaultInEveryTimeline() {
    open(1280, false);

    List<WebElement> bands = driver.findElements(By.cssSelector(".fault-band[data-fault=down]"));
    assertThat(bands).hasSize(15);
    for (WebElement band : bands) {
      assertThat(band.getDomAttribute("data-from")).isEqualTo(Double.toString(OutageRun.FROM));
      assertThat(band.getDomAttribute("data-to")).isEqualTo(Double.toString(OutageRun.TO));
      double plot = number("return arguments[0].parentElement.clientWidth", band);
      double second = plot / 21; // 1 s of warm-up, 20 s of phases
      double left = number("return parseFloat(arguments[0].style.left)", band);
      double width = number("return parseFloat(arguments[0].style.width)", band);
      assertThat(left).isCloseTo((1 + OutageRun.FROM) * second, within(1.0));
      assertThat(width).isCloseTo((OutageRun.TO - OutageRun.FROM) * second, within(1.0));
    }
  }

  @Test
  void drawsTheBreakerAndListsWhatIsShaded() {
    open(1280, false);

    WebElement open = driver.findElement(By.cssSelector("[data-target=hardened] .lane .span"));
    assertThat(open.getDomAttribute("data-state")).isEqualTo("open");
    assertThat(open.getDomAttribute("data-from")).isEqualTo(Double.toString(OutageRun.OPENED));
    WebElement list = driver.findElement(By.cssSelector("details.events"));
    list.findElement(By.tagName("summary")).click();
    assertThat(list.getText())
        .contains("hardened down 12.3 s 17.5 s", "hardened breaker of node 1: open 12.5 s");
  }

  @Test
  void oneCursorReadsEveryTimeline() {
    open(1280, false);

    WebElement chart = driver.findElement(By.cssSelector("[data-target=none] .plot"));
    new Actions(driver).moveToElement(chart).perform();

    List<String> clocks =
        driver.findElements(By.cssSelector("#timelines h3 small:last-child")).stream()
            .map(WebElement::getText)
            .toList();
    assertThat(clocks).hasSize(3).containsOnly(clocks.get(0));
    assertThat(clocks.get(0)).startsWith("at ");
    assertThat(driver.findElement(By.cssSelector("[data-target=hardened] .key")).getText())
        .matches("p99 .* [mµ]?s");
  }

  @Test
  void arrowKeysMoveTheCursor() {
    open(1280, false);

    WebElement chart = driver.findElement(By.cssSelector("[data-target=none] .plot"));
    chart.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

    assertThat(driver.findElement(By.cssSelector("#timelines h3 small:last-child")).getText())
        .isEqualTo("at 0.5 s");
  }

  @Test
  void chartsAreColouredAnewWhenTheSchemeChanges() {
    open(1280, false);
    String pixels = "return document.querySelector('canvas').toDataURL()";
    Object light = driver.executeScript(pixels);

    Chromium.prefer(driver, true);
    driver.executeAsyncScript("requestAnimationFrame(() => setTimeout(arguments[0], 50))");

    assertThat(driver.executeScript(pixels)).isNotEqualTo(light);
  }

  @Test
  void paperIsLight() {
    open(1280, true);
    String pixels = "return document.querySelector('canvas').toDataURL()";
    Object dark = driver.executeScript(pixels);

    driver.executeScript("dispatchEvent(new Event('beforeprint'))");
    driver.executeAsyncScript("requestAnimationFrame(() => setTimeout(arguments[0], 50))");

    assertThat(driver.executeScript(pixels)).isNotEqualTo(dark);
    assertThat(driver.findElement(By.tagName("body")).getCssValue("background-color"))
        .contains("255, 255, 255");
  }

  @Test
  void markupInTheDataDoesNothing() {
    open(1280, false);

    assertThat(driver.getPageSource()).contains("stolen");
    assertThat(driver.getTitle()).isEqualTo("stampede: FAIL");
    assertThat(driver.findElements(By.tagName("img"))).isEmpty();
    assertThat(driver.findElements(By.tagName("script"))).hasSize(3);
  }
}
