package dev.cachebench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.hdr.RunDataReader;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  private static final JudgeOptions OPTIONS = JudgeOptions.defaults("0.1.0");

  @TempDir Path dir;
  private final SyntheticRun run = SyntheticRun.standard();

  @Test
  void aDirectoryGivesTheSameReportWheneverItIsRead() throws IOException {
    RunData data = run.reader().read(run.write(dir));
    Reports.writeAll(dir, data, Reports.of(data, OPTIONS));
    String first = Files.readString(dir.resolve("report.json"));

    RunData again = run.reader().read(dir);
    Reports.writeAll(dir, again, Reports.of(again, OPTIONS));

    assertThat(dir.resolve("report.json")).hasContent(first);
    assertThat(dir.resolve("report.md")).content().startsWith("# stampede: FAIL\n");
    assertThat(dir.resolve("junit.xml")).content().contains("<failure type=\"FAIL\"");
  }

  @Test
  void percentileTablesAreInMilliseconds() throws IOException {
    RunData data = run.reader().read(run.write(dir));
    Reports.writeAll(dir, data, Reports.of(data, OPTIONS));

    String table = Files.readString(dir.resolve("latency/none.steady.response-time.hgrm"));
    assertThat(table).contains("#[Mean    =       18.99").contains("Total count    =         3000");
    assertThat(dir.resolve("latency/none.warmup.response-time.hgrm")).doesNotExist();
  }

  @Test
  void theScenarioIsReadFromTheDirectory() throws IOException {
    run.write(dir);
    Files.writeString(
        dir.resolve("scenario.yaml"),
        """
        version: 1
        scenario: from-file
        origin: {service-time: 20ms, concurrency: 64}
        keys: {count: 1000, distribution: uniform}
        targets:
          hardened: {preset: hardened}
        load: {rate: 300/s}
        phases:
          - {name: steady, duration: 10s}
        """);

    RunData data = new RunDataReader().read(dir);

    assertThat(data.scenario().name()).isEqualTo("from-file");
    assertThat(Reports.of(data, OPTIONS).targets()).hasSize(1);
  }

  @Test
  void aRunCutOffInItsMiddleStillGivesTheRatesOfWhatWasMeasured() {
    run.events.removeIf(event -> event.t() > 6 || event.event().equals("run-end"));
    run.counters.removeIf(row -> row.t() > 6);

    RunReport report = Reports.of(run.data(), OPTIONS);

    PhaseReport steady = Objects.requireNonNull(report.target("none")).phases().get(0);
    assertThat(steady.seconds()).isCloseTo(5, within(1e-9));
    assertThat(steady.value("offered-rate")).isCloseTo(300, within(1e-9));
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.verdict().state()).isEqualTo(Verdict.State.UNDECIDED);
  }

  @Test
  void severalRoundsAreAddedUp() {
    int rows = run.counters.size();
    for (int i = 0; i < rows; i++) {
      var row = run.counters.get(i);
      run.counters.add(
          new CountersRow(
              row.t() + 100, 2, row.target(), 0, row.phase(), row.counts(), row.sums(), row.max()));
    }
    for (var event : List.copyOf(run.events)) {
      if (event.round() == 1) {
        run.events.add(
            new RunEvent(
                event.t() + 100, 2, event.target(), event.event(), event.phase(), event.details()));
      }
    }

    RunReport report = Reports.of(run.data(), OPTIONS);

    PhaseReport steady = Objects.requireNonNull(report.target("hardened")).phases().get(0);
    assertThat(steady.seconds()).isEqualTo(20);
    assertThat(steady.samples()).containsEntry("operations", 6000L);
    assertThat(steady.value("achieved-rate")).isEqualTo(300);
  }
}
