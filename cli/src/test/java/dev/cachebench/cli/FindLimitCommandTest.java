package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramLines;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code find-limit} from end to end, but for the runs themselves. */
final class FindLimitCommandTest extends CommandTestCase {

  /** Runs whose lag and response time are functions of the rate. */
  private record Machine(
      DoubleUnaryOperator lagNanos, DoubleUnaryOperator responseNanos, String status)
      implements ScenarioRuns {

    @Override
    public void run(
        Scenario scenario, RunOptions options, RunListener listener, Consumer<Runnable> stop)
        throws IOException {
      double rate = ((LoadModel.Open) scenario.load()).rate().perSecond();
      PhaseConfig phase = scenario.phases().get(0);
      String target = scenario.targets().get(0).name();
      double end = phase.duration().toMillis() / 1e3;
      long slots = Math.round(rate * end);
      try (RunWriter writer = new RunWriter(new RunDirectory(options.directory()), 0)) {
        writer.write(RunFile.SCENARIO, ScenarioWriter.write(scenario));
        writer.write(RunFile.ENVIRONMENT, JsonLines.encode(Map.of("cores", 2)) + "\n");
        event(writer, 0, null, "run-start", null, Map.of("seed", 42));
        event(writer, 0, target, "arm-start", null, Map.of("redis", "redis 7"));
        event(writer, 0, target, "phase-start", phase.name(), Map.of());
        long lag = Math.round(lagNanos.applyAsDouble(rate));
        long response = Math.round(responseNanos.applyAsDouble(rate));
        Map<String, Long> counts = Map.of("offered", slots, "get.l1", slots);
        Map<String, Long> sums =
            Map.of(
                "schedule-lag.get.l1", lag * slots,
                "response-time.get.l1", response * slots,
                "service-time.get.l1", response * slots);
        writer.append(
            RunFile.COUNTERS,
            JsonLines.encode(
                new CountersRow(end, 1, target, 0, phase.name(), counts, sums, Map.of())));
        histogram(writer, target, phase, Series.SCHEDULE_LAG, lag, slots);
        histogram(writer, target, phase, Series.RESPONSE_TIME, response, slots);
        histogram(writer, target, phase, Series.SERVICE_TIME, response, slots);
        event(writer, end, target, "phase-end", phase.name(), Map.of());
        event(writer, end, target, "arm-end", null, Map.of("status", "complete", "slots", slots));
        event(writer, end, null, "run-end", null, Map.of("status", status));
      }
    }

    private static void histogram(
        RunWriter writer, String target, PhaseConfig phase, Series series, long nanos, long count) {
      Histogram histogram = new Histogram(3);
      histogram.recordValueWithCount(nanos, count);
      HistogramTag tag =
          new HistogramTag(target, 1, phase.name(), Operation.GET, Outcome.L1, series);
      writer.append(RunFile.INTERVALS, new HistogramLines().line(tag, histogram, 0, 1));
    }

    private static void event(
        RunWriter writer,
        double t,
        @Nullable String target,
        String event,
        @Nullable String phase,
        Map<String, Object> details) {
      writer.event(new RunEvent(t, target == null ? 0 : 1, target, event, phase, details));
    }
  }

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void pretend() {
    out = folder.resolve("out");
    runWith(
        new Machine(rate -> rate <= 5_000 ? 50_000 : 3e6, rate -> 1e6 + rate * 1_000, "complete"));
  }

  private int find(String... options) {
    return run(
        Stream.concat(
                Stream.of("find-limit", "quickstart", "--out", out.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void findsWhereRequestsStartLate() throws IOException {
    assertThat(find("--require", "error-ratio == 0")).isZero();

    assertThat(out())
        .startsWith("The objective holds up to 4,")
        .contains("schedule-lag.p99 < 1ms: 3.00 ms, requests start late")
        .contains(out.resolve("limit.json").toString());
    assertThat(err())
        .contains("quickstart · hardened · steady")
        .contains("objective  schedule-lag.p99 < 1ms · error-ratio == 0")
        .containsPattern("✓ +1,000/s   held +lag p99 +50 µs")
        .containsPattern("✗ +8,000/s   missed");
    assertThat(out.resolve("limit.json"))
        .content()
        .contains("\"schema\":\"cachebench/limit/1\"", "\"status\":\"found\"", "\"rate\":1000.0");
    assertThat(out.resolve("01-at-1000/report.html")).exists();
  }

  @Test
  void findsWhereAGateFails() {
    assertThat(find("--require", "response-time.p99 < 4ms")).as(out() + err()).isZero();

    assertThat(out())
        .startsWith("The objective holds up to 2,")
        .contains("response-time.p99 < 4ms");
  }

  @Test
  void judgesByTheScenariosGatesAndSaysWhichItCannot() {
    assertThat(find()).isZero();

    assertThat(err())
        .contains("objective  schedule-lag.p99 < 1ms · error-ratio == 0 · wrong-values == 0")
        .contains("The gate `origin-rate < none * 0.3` is left out");
  }

  @Test
  void printsWhatItWrites() throws IOException {
    assertThat(find("--format", "json", "-q")).isZero();

    assertThat(out()).isEqualTo(Files.readString(out.resolve("limit.json")));
    assertThat(err()).doesNotContain("held");
  }

  @Test
  void saysThatTheLimitIsHigher() {
    assertThat(find("--to", "4000/s")).isZero();

    assertThat(out()).startsWith("The objective still holds at 4,000/s; --to tries higher rates.");
  }

  @Test
  void failsWhenNoRateHolds() {
    assertThat(find("--require", "response-time.p99 < 1us")).isEqualTo(3);

    assertThat(out()).startsWith("The objective does not hold at any rate down to 50.0/s: ");
  }

  @Test
  void gatesWithoutAFigureDecideNothing() {
    assertThat(find("--require", "recovery-time < 1s", "--require", "shed == 0")).isZero();

    assertThat(out()).startsWith("The objective holds up to 4,");
  }

  @Test
  void stopsWhenARunWasInterrupted() {
    runWith(new Machine(rate -> 50_000, rate -> 1e6, "interrupted"));

    assertThat(find()).isEqualTo(130);

    assertThat(out()).startsWith("Stopped before any rate held.");
  }

  @ParameterizedTest
  @CsvSource({
    "--target, hardend, 'the scenario has no target `hardend`, did you mean `hardened`?'",
    "--phase, stead, 'the scenario has no phase `stead`, did you mean `steady`?'",
    "--require, response-time.p99 < 4, --require: the value of response-time.p99",
    "--require, origin-rate < none * 2, compares with what is not run here",
    "--from, 1000, --from must be a rate",
    "--from, 1/s, --from is too small: 1/s",
    "--to, 10/h, --to `/h` is no unit of a rate",
    "--step, 1ms, --step is too small: 1ms",
    "--warmup, 2h, --warmup is too large: 2h",
    "--precision, 0, --precision is too small: 0",
  })
  void refusesWhatItCannotUse(String option, String value, String problem) {
    assertThat(find(option, value)).isEqualTo(2);

    assertThat(err()).contains("error: ").contains(problem).contains("  hint: ");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesRatesOutOfOrder() {
    assertThat(find("--from", "5000/s", "--to", "1000/s")).isEqualTo(2);

    assertUsageError("--from must be at most --to, but was 5000/s", "name a lower rate");
  }

  @Test
  void wantsToKnowWhoseLimit() {
    assertThat(find("--set", "targets.reviewed.role=candidate")).isEqualTo(2);

    assertUsageError("the scenario has 2 candidates, and a limit is one target's", "name it with");
  }
}
