package dev.cachebench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.Chromium;
import dev.cachebench.reports.testing.SmallPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures of the README, light and dark: {@code -Dscreenshot.of=RUN_DIR
 * -Dscreenshot.to=FOLDER} writes {@code screenshot.png} and {@code screenshot-dark.png}.
 */
class ScreenshotIT {

  private static final int WIDTH = 1280;
  private static final int LARGEST = 200_000;

  @TempDir Path dir;

  @Test
  void takesAPictureOfAReport() throws Exception {
    Optional<String> of = Optional.ofNullable(System.getProperty("screenshot.of"));
    Optional<String> to = Optional.ofNullable(System.getProperty("screenshot.to"));
    assumeTrue(of.isPresent() && to.isPresent(), "no picture was asked for");
    assertThat(Chromium.missing()).isEmpty();
    Path runDir = Path.of(of.orElseThrow());
    RunData data = new RunDataReader().read(runDir);
    Path page = dir.resolve("report.html");
    Files.writeString(
        page,
        HtmlRenderer.of(runDir, data)
            .render(Reports.of(data, JudgeOptions.defaults("0.1.0")), "runs/x"));

    ChromeDriver driver = Chromium.start(false);
    try {
      driver.get(page.toUri().toString());
      take(driver, Path.of(to.orElseThrow(), "screenshot.png"));
      Chromium.prefer(driver, true);
      driver.get(page.toUri().toString());
      take(driver, Path.of(to.orElseThrow(), "screenshot-dark.png"));
    } finally {
      driver.quit();
    }
  }

  private static void take(ChromeDriver driver, Path file) throws IOException {
    Chromium.resize(driver, WIDTH, 900);
    // From the title to the last timeline: the answer, the verdict, the figures, the outage.
    int height = driver.findElement(By.id("timelines")).getRect().height;
    int top = driver.findElement(By.id("timelines")).getRect().y;
    Chromium.resize(driver, WIDTH, top + height + 20);
    Files.write(file, SmallPng.of(driver.getScreenshotAs(OutputType.BYTES)));
    assertThat(Files.size(file)).isLessThan(LARGEST);
  }
}
