package dev.cachebench.reports.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's headless Chromium; nothing is downloaded. */
public final class Chromium {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Selenium misses generated classes of this version; they are not used. Kept from collection. */
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private Chromium() {}

  /** Returns what is missing, if something is. */
  public static Optional<String> missing() {
    for (Path file : new Path[] {BROWSER, DRIVER}) {
      if (!Files.isExecutable(file)) {
        return Optional.of(
            "skipped: there is no %s; `apt-get install chromium chromium-driver` brings it"
                .formatted(file));
      }
    }
    return Optional.empty();
  }

  /**
   * Starts a browser.
   *
   * @param isDark whether pages are told that the reader prefers dark
   */
  public static ChromeDriver start(boolean isDark) {
    DEVTOOLS.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments("--headless=new", "--disable-gpu", "--hide-scrollbars");
    options.addArguments("--disable-dev-shm-usage", "--force-device-scale-factor=1");
    if ("root".equals(System.getProperty("user.name"))) {
      options.addArguments("--no-sandbox"); // it refuses to run as root otherwise
    }
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withTimeout(Duration.ofSeconds(60))
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    prefer(driver, isDark);
    return driver;
  }

  /** Tells pages that the reader prefers dark, or light. */
  public static void prefer(ChromeDriver driver, boolean isDark) {
    Object scheme = Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("features", new Object[] {scheme}));
  }

  /** Makes the page so large, whatever the window's least size. */
  public static void resize(ChromeDriver driver, int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }
}
