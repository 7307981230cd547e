package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.HistogramLogProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as HdrHistogram's own program reads it. */
class HlogExportTest {

  @TempDir Path folder;
  private final SyntheticRun run = SyntheticRun.standard();
  private Path log;

  @BeforeEach
  void write() throws IOException {
    RunData data = run.reader().read(run.write(folder));
    log = Export.HLOG.write(folder, data, Reports.of(data, JudgeOptions.defaults("0.1.0"))).get(0);
  }

  private String process(String... options) throws Exception {
    Path out = folder.resolve("processed");
    List<String> arguments = new ArrayList<>(List.of("-i", log.toString()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-o", out.toString()));
    HistogramLogProcessor processor = new HistogramLogProcessor(arguments.toArray(String[]::new));
    processor.run();
    return Files.readString(folder.resolve("processed.hgrm"));
  }

  @Test
  void theProcessorFindsEveryAnswerOfATarget() throws Exception {
    String table = process("-tag", "hardened.response-time");

    assertThat(table).contains("Total count    =         6000");
    assertThat(table).containsPattern("Max +=       [23][0-9]\\.");
  }

  @Test
  void theProcessorTakesAStretchOfTime() throws Exception {
    String table = process("-tag", "none.service-time", "-start", "1", "-end", "10.5");

    assertThat(table).contains("Total count    =         3000");
  }

  @Test
  void theLogBeginsWhenTheRunBegan() throws IOException {
    assertThat(Files.readAllLines(log))
        .startsWith("#[Histogram log format version 1.3]")
        .anyMatch(line -> line.startsWith("#[StartTime: 1700000000.000 "))
        .anyMatch(line -> line.startsWith("#[#UNITS: "))
        .filteredOn(line -> line.startsWith("Tag="))
        .hasSize(3 * 2 * 20)
        .first()
        .asString()
        .startsWith("Tag=none.response-time,");
  }
}
