package dev.cachebench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.Chromium;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.catalog.Catalog;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.run.RunPlan;
import dev.cachebench.scenarios.run.ScenarioRunner;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The page of a real run of the bundled {@code redis-outage}, shortened. */
class RealOutageIT {

  private static final List<Setting> SHORT =
      List.of(
          new Setting("warmup", "1s"),
          new Setting("load.rate", "300/s"),
          new Setting("phases[0].duration", "2s"),
          new Setting("phases[1].duration", "2s"),
          new Setting("phases[2].duration", "4s"));

  /** Failures of arms would be in the report; nobody needs to hear of anything else. */
  private static final RunListener DEAF =
      new RunListener() {
        @Override
        public void runStarted(RunPlan plan) {}

        @Override
        public void armStarted(ArmId arm) {}

        @Override
        public void progress(ArmId arm, ArmProgress progress) {}

        @Override
        public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {}
      };

  @TempDir Path dir;

  private Path run() throws IOException {
    Scenario scenario =
        ScenarioReader.read("redis-outage.yaml", Catalog.text("redis-outage").orElseThrow(), SHORT);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> jvm = List.of(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"));
    new ScenarioRunner(scenario, new RunOptions(dir, 1, jvm, null, "test", List.of()), DEAF).run();
    RunData data = new RunDataReader().read(dir);
    return Reports.writeHtml(dir, data, Reports.of(data, JudgeOptions.defaults("test")));
  }

  private double at(String event) {
    Stream<RunEvent> events =
        JsonLines.read(new RunDirectory(dir).path(RunFile.EVENTS), RunEvent.class).rows().stream();
    List<RunEvent> hardened = events.filter(each -> "hardened".equals(each.target())).toList();
    double firstPhase =
        hardened.stream()
            .filter(each -> each.event().equals("phase-start") && "steady".equals(each.phase()))
            .findFirst()
            .orElseThrow()
            .t();
    return hardened.stream()
            .filter(each -> each.event().equals(event))
            .findFirst()
            .orElseThrow()
            .t()
        - firstPhase;
  }

  private static double seconds(WebElement band, String attribute) {
    return Double.parseDouble(Objects.requireNonNull(band.getDomAttribute(attribute)));
  }

  @Test
  void showsTheOutageWhereItWas() throws IOException {
    Chromium.missing().ifPresent(System.err::println);
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElse(""));
    Path page = run();
    ChromeDriver driver = Chromium.start(false);
    try {
      Chromium.resize(driver, 1280, 900);
      driver.get(page.toUri().toString());

      assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
      assertThat(driver.findElements(By.tagName("canvas"))).hasSizeGreaterThan(9);
      assertThat(driver.executeScript(HtmlReportIT.DRAWN))
          .isEqualTo((long) driver.findElements(By.tagName("canvas")).size());
      List<WebElement> bands =
          driver.findElements(By.cssSelector("[data-target=hardened] .fault-band"));
      assertThat(bands).isNotEmpty();
      for (WebElement band : bands) {
        assertThat(seconds(band, "data-from")).isCloseTo(at("fault-start"), within(0.01));
        assertThat(seconds(band, "data-to")).isCloseTo(at("fault-stop"), within(0.01));
      }
    } finally {
      driver.quit();
    }
  }
}
