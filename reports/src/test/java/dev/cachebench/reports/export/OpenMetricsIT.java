package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.reports.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openmetrics.txt} as Prometheus reads it. */
class OpenMetricsIT {

  @TempDir Path folder;
  private Tool tool;

  @BeforeEach
  void findPromtool() {
    tool = new Tool(folder);
    tool.need("promtool", "apt-get install prometheus");
  }

  private static String text(String name) {
    RunData run = SyntheticRun.of(Scenarios.named(name)).data();
    return new OpenMetricsRenderer(run)
        .render(Reports.of(run, JudgeOptions.defaults("0.1.0")), "x");
  }

  private Tool.Result check(String text) throws IOException {
    Files.writeString(folder.resolve("m.txt"), text);
    return tool.run("sh", "-c", "promtool check metrics < m.txt");
  }

  @Test
  void promtoolFindsNothingToSay() throws IOException {
    Tool.Result result = check(text("plain"));

    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(check(text("plain").replace("histogram", "histogramm")).status()).isNotZero();
  }

  @Test
  void namesComeBackAsTheyWere() throws IOException {
    String hostile = "<script>\\alert(\"1\")</script>";
    // Blocks are made of samples with times; a report has none.
    String timed = text(hostile).replaceAll("(?m)^([^#].*)$", "$1 1700000000");
    Files.writeString(folder.resolve("m.txt"), timed);

    Tool.Result made = tool.run("promtool", "tsdb", "create-blocks-from", "openmetrics", "m.txt");
    // promtool 2.42 dumps no blocks where there is no write-ahead log.
    Files.createDirectories(folder.resolve("data/wal"));
    Tool.Result dumped = tool.run("promtool", "tsdb", "dump", "data");

    assertThat(made.status()).as(made.output()).isZero();
    assertThat(dumped.output())
        .contains("__name__=\"cachebench_response_time_seconds_bucket\"")
        .contains("target=\"<script>\\\\alert(\\\"1\\\")</script>\"");
    long samples = timed.lines().filter(line -> !line.startsWith("#")).count();
    assertThat(dumped.output().lines().filter(line -> line.startsWith("{"))).hasSize((int) samples);
  }
}
