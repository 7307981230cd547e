package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportCommandTest extends CommandTestCase {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    RecordedRun.write(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "text, 'FAIL   '",
    "json, '\"schema\"'",
    "md, '# recorded: FAIL'",
    "junit, '<testsuites name=\"recorded\"'",
    "csv, 'scenario,target,phase,metric'",
    "openmetrics, '# EOF'",
    "jmh, '\"recorded.hardened.steady\"'",
  })
  void printsWhatIsOneText(String format, String part) throws IOException {
    assertThat(run("report", folder.toString(), "--format", format)).as("%s", err()).isEqualTo(3);

    assertThat(out()).contains(part);
    assertThat(Files.list(folder)).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "html, report.html",
    "benchmark-action, benchmark-bigger.json",
    "benchmark-action, benchmark-smaller.json",
    "hgrm, latency/hardened.steady.response-time.hgrm",
    "hlog, latency.hlog",
  })
  void writesWhatIsMoreAndSaysWhere(String format, String file) {
    assertThat(run("report", folder.toString(), "--format", format)).isEqualTo(3);

    assertThat(out()).contains(folder.resolve(file) + "\n");
    assertThat(folder.resolve(file)).isNotEmptyFile();
  }

  @Test
  void severalFormatsAreFiles() {
    assertThat(run("report", folder.toString(), "--format", "junit,csv,md,json")).isEqualTo(3);

    assertThat(out().lines())
        .containsExactly(
            folder.resolve("junit.xml").toString(),
            folder.resolve("report.csv").toString(),
            folder.resolve("report.md").toString(),
            folder.resolve("report.json").toString());
    assertThat(folder.resolve("report.csv")).isNotEmptyFile();
  }

  @Test
  void anUnknownFormatIsAnsweredWithAllThereAre() {
    assertThat(run("report", folder.toString(), "--format", "pdf")).isEqualTo(2);

    assertThat(err()).contains("text, json, md, html, junit, csv", "benchmark-action", "hlog");
  }

  @Test
  void withoutAScreenThePageIsWrittenAndNamed() {
    assertThat(run("report", folder.toString(), "--open")).isEqualTo(3);

    assertThat(folder.resolve("report.html")).isNotEmptyFile();
  }
}
