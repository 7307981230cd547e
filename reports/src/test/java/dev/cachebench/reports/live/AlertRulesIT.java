package dev.cachebench.reports.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules as Prometheus reads and evaluates them. */
class AlertRulesIT {

  @TempDir Path folder;
  private Tool tool;

  @BeforeEach
  void copyRules() throws IOException {
    tool = new Tool(folder);
    tool.need("promtool", "apt-get install prometheus");
    copy("alerts.yml", "alerts.yml");
    copy("/live/alerts-test.yml", "alerts-test.yml");
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream file = LiveMetrics.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(file, resource), folder.resolve(name));
    }
  }

  @Test
  void eachFiresOnWhatItIsForAndNoneOnASoundRun() {
    Tool.Result rules = tool.run("promtool", "check", "rules", "alerts.yml");
    Tool.Result tests = tool.run("promtool", "test", "rules", "alerts-test.yml");

    assertThat(rules.output()).contains("SUCCESS: 11 rules found");
    assertThat(tests.status()).as(tests.output()).isZero();
  }

  @Test
  void noneFiresWithAnotherLimit() throws IOException {
    Path rules = folder.resolve("alerts.yml");
    Files.writeString(rules, Files.readString(rules).replace("> 0.01\n", "> 0.9\n"));

    Tool.Result tests = tool.run("promtool", "test", "rules", "alerts-test.yml");

    assertThat(tests.status()).isNotZero();
    assertThat(tests.output()).contains("CachebenchErrors");
  }
}
