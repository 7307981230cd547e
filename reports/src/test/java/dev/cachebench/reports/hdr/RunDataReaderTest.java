package dev.cachebench.reports.hdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.HistogramTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDataReaderTest {

  @TempDir Path dir;
  private final SyntheticRun run = SyntheticRun.standard();

  @Test
  void readsWhatTheWriterWrote() {
    RunData read = run.reader().read(run.write(dir));

    assertThat(read.counters()).isEqualTo(run.counters);
    assertThat(read.events()).hasSameSizeAs(run.events);
    assertThat(read.environment()).containsEntry("java", "17.0.15");
    assertThat(read.histograms()).isEqualTo(run.data().histograms());
    assertThat(read.isTorn()).isFalse();
  }

  @Test
  void percentilesEqualThoseOfTheLibrarysOwnReader() throws IOException {
    RunData read = run.reader().read(run.write(dir));
    PhaseData steady = PhaseData.of(read, "hardened", List.of("steady"));

    Histogram expected = new Histogram(3);
    try (HistogramLogReader log = new HistogramLogReader(dir.resolve("intervals.hlog").toFile())) {
      while (log.hasNext()) {
        EncodableHistogram next = log.nextIntervalHistogram();
        HistogramTag tag = HistogramTag.parse(next.getTag());
        boolean isAsked = tag.target().equals("hardened") && tag.phase().equals("steady");
        if (isAsked && tag.series() == Series.RESPONSE_TIME) {
          expected.add((Histogram) next);
        }
      }
    }
    Histogram actual = steady.histogram(Series.RESPONSE_TIME, tag -> true);
    for (double percentile : List.of(50.0, 90.0, 99.0, 99.9, 100.0)) {
      assertThat(actual.getValueAtPercentile(percentile))
          .isEqualTo(expected.getValueAtPercentile(percentile));
    }
    assertThat(actual.getTotalCount()).isEqualTo(10 * SyntheticRun.PER_SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"intervals.hlog", "counters.jsonl", "events.jsonl"})
  void aTornLastLineMeansInterrupted(String file) throws IOException {
    run.write(dir);
    String text = Files.readString(dir.resolve(file));
    Files.writeString(dir.resolve(file), text.substring(0, text.length() - 9));

    assertThat(run.reader().read(dir).isTorn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"intervals.hlog", "counters.jsonl", "events.jsonl"})
  void damageBeforeTheLastLineNamesFileAndLine(String file) throws IOException {
    run.write(dir);
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(dir.resolve(file)));
    lines.set(7, lines.get(7).substring(0, 20));
    Files.write(dir.resolve(file), lines);

    assertThatThrownBy(() -> run.reader().read(dir))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining(file + ":8");
  }

  @Test
  void aDamagedPayloadIsToldFromTheEndOfTheLog() throws IOException {
    run.write(dir);
    Path log = dir.resolve("intervals.hlog");
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(log));
    lines.set(10, lines.get(10).substring(0, lines.get(10).length() - 20));
    Files.write(log, lines);

    assertThatThrownBy(() -> run.reader().read(dir))
        .hasMessageContaining("intervals.hlog:11")
        .hasMessageContaining("cannot be decoded");
  }

  @Test
  void aLineWithoutAFieldIsDamage() throws IOException {
    run.write(dir);
    Files.writeString(dir.resolve("counters.jsonl"), "{\"t\":1,\"target\":\"none\"}\n");

    assertThatThrownBy(() -> run.reader().read(dir))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("counters.jsonl:1  lacks a field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scenario.yaml", "environment.json", "counters.jsonl", "intervals.hlog"})
  void aMissingFileIsNamed(String file) throws IOException {
    run.write(dir);
    Files.delete(dir.resolve(file));

    assertThatThrownBy(() -> run.reader().read(dir))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining(file);
  }

  @Test
  void anEnvironmentThatIsNoObjectIsDamage() throws IOException {
    run.write(dir);
    Files.writeString(dir.resolve("environment.json"), "[1]");

    assertThatThrownBy(() -> run.reader().read(dir))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("environment.json  is not one JSON object");
  }
}
