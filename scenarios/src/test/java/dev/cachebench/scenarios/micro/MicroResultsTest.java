package dev.cachebench.scenarios.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.micro.MicroResults.Measurement;
import dev.cachebench.scenarios.micro.MicroResults.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicroResultsTest {

  private static final String BENCHMARK =
      """
      {"benchmark": "dev.cachebench.scenarios.micro.%s", "mode": "avgt", "jdkVersion": "17",
       "vmName": "A VM", "primaryMetric": {"scoreUnit": "%s", "rawData": %s},
       "secondaryMetrics": {}}
      """;

  @TempDir Path folder;

  private MicroResults read(String... benchmarks) throws IOException {
    Path file = folder.resolve(MicroResults.FILE);
    Files.writeString(file, "[" + String.join(",", benchmarks) + "]");
    return MicroResults.read(file);
  }

  @Test
  void dividesMeansAndBoundsThemByForks() throws IOException {
    MicroResults results =
        read(
            BENCHMARK.formatted("L1Hit.engine", "ns/op", "[[90, 110], [118, 122]]"),
            BENCHMARK.formatted("L1Hit.caffeine", "ns/op", "[[50, 50], [60, 60]]"));

    assertThat(results.measurements().get(0).forkMeans()).containsExactly(100.0, 120.0);
    Ratio ratio = results.ratios().get(0);
    assertThat(results.ratios()).hasSize(1);
    assertThat(ratio.ratio()).isCloseTo(2.0, within(1e-9));
    assertThat(ratio.low()).isCloseTo(100.0 / 60, within(1e-9));
    assertThat(ratio.high()).isCloseTo(120.0 / 50, within(1e-9));
  }

  @Test
  void comparesTimesOfDifferentUnits() throws IOException {
    MicroResults results =
        read(
            BENCHMARK.formatted("L2Hit.engine", "us/op", "[[200]]"),
            BENCHMARK.formatted("L2Hit.script", "ms/op", "[[0.1]]"));

    assertThat(results.ratios().get(0).ratio()).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void leavesOutRatiosOfWhatWasNotMeasured() throws IOException {
    MicroResults results = read(BENCHMARK.formatted("L1Hit.engine", "ns/op", "[[100]]"));

    assertThat(results.ratios()).isEmpty();
    assertThat(results.measurements())
        .containsExactly(new Measurement("L1Hit.engine", List.of(100.0), null));
  }

  @Test
  void readsARecordedRun() {
    MicroResults results = MicroResults.read(Path.of("src/test/resources/micro/jmh.json"));

    assertThat(results.measurements()).hasSize(11);
    assertThat(results.ratios()).hasSize(9);
    assertThat(results.measurements())
        .filteredOn(one -> one.name().startsWith("L1Hit."))
        .allSatisfy(one -> assertThat(one.bytesPerOperation()).isLessThan(0.1));
  }

  @Test
  void namesWhatOptionsSelect() {
    assertThat(new MicroRun(List.of("Clocks")).names())
        .containsExactly("Clocks.currentTimeMillis", "Clocks.instantNow", "Clocks.nanoTime");
    assertThat(new MicroRun(List.of("-e", "L2Hit|Clocks", "-f", "1")).names())
        .contains("L1Hit.engine", "Flights.lead")
        .noneMatch(name -> name.startsWith("L2Hit"));
  }

  @Test
  void refusesWhatCannotRun() {
    assertThatThrownBy(() -> new MicroRun(List.of("Nothing")))
        .hasMessage("no benchmark matches Nothing");
    assertThatThrownBy(() -> new MicroRun(List.of("-f", "0")))
        .hasMessage("-f 0 would measure in the JVM of the tool itself");
    assertThatThrownBy(() -> new MicroRun(List.of("-rff", "x")))
        .hasMessageStartingWith("-o, -rf and -rff are not taken");
    assertThatThrownBy(() -> new MicroRun(List.of("-bm", "thrpt")))
        .hasMessage("only the average time can be measured");
    assertThatThrownBy(() -> new MicroRun(List.of("-i", "many")))
        .hasMessageStartingWith("JMH does not take these options");
  }
}
