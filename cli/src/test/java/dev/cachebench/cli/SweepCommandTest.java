package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.PretendedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepCommandTest extends CommandTestCase {

  @TempDir Path folder;

  private Path trace;

  @BeforeEach
  void writeTrace() throws IOException {
    trace = Files.writeString(folder.resolve("a.trace"), "1\n2\n1\n3\n1\n2\n1\n4\n");
  }

  private String out(String directory) {
    return "--out=" + folder.resolve(directory);
  }

  @Test
  void simulatesATraceAndLeavesItsFiles() throws IOException {
    assertThat(run("sweep", "--trace=lirs:" + trace, "--policies=opt,lru", "--sizes=2,3", out("o")))
        .isZero();

    assertThat(out())
        .contains("a.trace · 8 requests, 4 keys")
        .contains("hit ratio     lru     opt\n        2  0.3750  0.3750\n        3  0.5000  0.5000")
        .contains("report.html");
    assertThat(Files.readAllLines(folder.resolve("o/sweep.csv")))
        .hasSize(5)
        .first()
        .isEqualTo(
            "trace,policy,capacity,requests,hits,misses,hit_ratio,evictions,seconds,"
                + "requests_per_second");
    assertThat(folder.resolve("o/report.html")).content().contains("<svg");
    assertThat(err()).contains("✓ lru").contains("✓ opt");
  }

  @Test
  void simulatesTheKeysOfAScenarioAtTheCapacitiesOfItsTargets() {
    assertThat(run("sweep", "quickstart", "--requests=5000", "--policies=fifo", out("o"))).isZero();

    assertThat(out()).contains("quickstart · 5,000 requests").contains("\n    1,000  ");
  }

  private String liveScenario() throws IOException {
    return Files.writeString(
            folder.resolve("live.yaml"),
            """
            version: 1
            scenario: live
            origin: {service-time: 5ms}
            keys: {count: 500}
            targets: {none: {preset: none}, memory: {preset: memory-only}}
            load: {rate: 100/s}
            warmup: 0
            phases: [{name: steady, duration: 9s}]
            sweep: {cache.l1.capacity: [50, 100, 200], seed: [1, 2]}
            """)
        .toString();
  }

  @Test
  void runsAScenarioWithEachValueOfItsSweep() throws IOException {
    runWith(new PretendedRuns("complete"));

    assertThat(run("sweep", liveScenario(), out("o"))).isZero();

    assertThat(out())
        .contains("live · cache.l1.capacity, seed · 6 runs, seed 1")
        .contains("memory\n", "200, 2", "its L1, taken apart by replay")
        .contains("report.html");
    assertThat(err()).contains("✓ 1 of 6", "✓ 6 of 6");
    assertThat(folder.resolve("o")).isDirectoryContaining("glob:**/0?-200-1");
    assertThat(Files.readAllLines(folder.resolve("o/sweep.csv")))
        .first()
        .isEqualTo("target,cache.l1.capacity,seed,metric,value,low,high,valid");
    assertThat(folder.resolve("o/report.html")).content().contains("<svg", "<h2>memory</h2>");
    assertThat(folder.resolve("o/sweep.json")).content().contains("\"simulated.l1\"");
  }

  @Test
  void anInterruptedRunEndsTheSweepWithoutAFigure() throws IOException {
    runWith(new PretendedRuns("interrupted"));

    assertThat(run("sweep", liveScenario(), out("o"))).isEqualTo(130);

    assertThat(folder.resolve("o/sweep.csv")).doesNotExist();
  }

  @Test
  void otherCommandsSayWhereASweepIsRun() throws IOException {
    String scenario = liveScenario();

    assertThat(run("run", scenario)).isEqualTo(2);
    assertUsageError(
        scenario + " has a sweep, so it is run 6 times", "run it with `cachebench sweep");
    assertThat(run("find-limit", scenario)).isEqualTo(2);
    assertThat(run("validate", scenario)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"--policies=lru", "--sizes=5", "--requests=9", "--sample=0.5", "--warmup=3"})
  void optionsOfSimulationsDoNotGoWithASweep(String option) throws IOException {
    assertThat(run("sweep", liveScenario(), option)).isEqualTo(2);

    assertThat(err()).contains("but the scenario has a sweep");
  }

  @Test
  void drawsTheSameLoadFromTheSameSeed() {
    String[] load = {"sweep", "--zipf=0.9", "--keys=500", "--requests=2000", "--policies=lru"};

    run(concat(load, "--seed=1", "--format=csv", out("a")));
    String first = hits(out());
    run(concat(load, "--seed=1", "--format=csv", out("b")));
    String same = hits(out());
    run(concat(load, "--seed=2", "--format=csv", out("c")));

    assertThat(same).isEqualTo(first);
    assertThat(hits(out())).isNotEqualTo(first);
  }

  private static String[] concat(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private static String hits(String csv) {
    return csv.replaceAll("(?m),[^,]*,[^,]*$", "");
  }

  @Test
  void doesNotCountTheWarmup() {
    run("sweep", "--trace=lirs:" + trace, "--policies=lru", "--sizes=3", "--warmup=4", out("o"));

    assertThat(out()).contains("4 requests, 4 keys · 4 more before them as warm-up");
    assertThat(out()).contains("0.7500");
  }

  @Test
  void simulatesBytesOfATable() throws IOException {
    Files.writeString(trace, "id,bytes\na,700\nb,400\na,700\nb,400\n");
    String[] table = {"sweep", "--trace=csv:" + trace, "--key-column=id", "--size-column=bytes"};

    assertThat(run(concat(table, "--sizes=1KiB,2KiB", out("o")))).isZero();

    assertThat(out()).contains("     1KiB  0.0000", "     2KiB  0.5000", "byte hit ratio");
    assertThat(out()).doesNotContain("arc", "opt");
    assertThat(run(concat(table, "--sizes=1KiB", "--policies=arc", out("p")))).isEqualTo(2);
    assertUsageError("arc is defined for entries of one size only", "leave it out of --policies");
  }

  @Test
  void estimatesFromSamplesAndDrawsTheFormulas() {
    String[] load = {"sweep", "--zipf=0.9", "--keys=20000", "--requests=100000", "--policies=lru"};

    assertThat(run(concat(load, "--sample=0.1", "--sizes=auto", out("o")))).isEqualTo(2);
    assertUsageError("a sample of 10.0 % of the keys leaves", "take a share of at least");
    assertThat(run(concat(load, "--sample=0.1", "--sizes=1000,5000", out("o")))).isZero();
    assertThat(out()).contains("Estimated from 5 samples: within ±", "che-lru");
  }

  @Test
  void drawsAWholeCurve() throws IOException {
    String[] load = {"sweep", "--zipf=0.9", "--keys=20000", "--requests=20000", "--policies=lru"};

    assertThat(run(concat(load, "--sizes=auto", out("o")))).isZero();

    assertThat(Files.readAllLines(folder.resolve("o/sweep.csv"))).hasSizeBetween(20, 25);
  }

  @Test
  void printsNothingButTheResultWhenQuiet() {
    run("sweep", "--trace=lirs:" + trace, "-q", "--sizes=2", "--format=json", out("o"));

    assertThat(out()).startsWith("{\n  \"trace\" : \"a.trace\"");
    assertThat(err()).isEmpty();
  }

  @Test
  void writesOverNothing() {
    assertThat(run("sweep", "--trace=lirs:" + trace, "--out=" + folder)).isEqualTo(2);

    assertThat(err()).contains("is not empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--policies=lur  | unknown policy `lur`, did you mean `lru`?",
        "--sizes=1KiB,5  | --sizes are entries or bytes, not both",
        "--sizes=auto,5  | --sizes auto goes alone",
        "--sizes=1KiB    | --sizes are bytes, but the trace does not tell how large its keys are",
        "--sizes=0MiB    | a size must be a whole number of entries from 1 to 999,999,999, or of bytes",
        "--key-column=k  | --key-column goes with a trace in csv only",
        "--sample=1      | --sample must be above 0 and below 1, but was 1.0",
        "--sample=0.5    | no request is left of the 8 of a.trace in a sample of 0.5 of its keys",
        "--sizes=5OO     | a size must be a whole number of entries from 1 to 999,999,999",
        "--sizes=10,0    | a size must be a whole number of entries from 1 to 999,999,999",
        "--zipf=1        | --trace and --zipf exclude each other",
        "--keys=5        | --keys goes with --zipf only",
        "--seed=5        | --seed goes with a scenario or --zipf only",
        "--limit=0       | --limit must be from 1 to",
        "--warmup=8      | --warmup must be from 0 to 7",
        "stampede        | a scenario and --trace exclude each other",
      })
  void refusesWhatCannotBeSimulated(String option, String problem) {
    assertThat(run("sweep", "--trace=lirs:" + trace, option)).isEqualTo(2);

    assertUsageError(problem, "");
  }

  @Test
  void namesTheLineThatIsBroken() throws IOException {
    Files.writeString(trace, "1\n*\nx\n");

    assertThat(run("sweep", "--trace=lirs:" + trace)).isEqualTo(2);

    assertUsageError(
        trace + ":3  expected one whole number, but was `x`", "is it the format that was named?");
  }

  @Test
  void asksForSomethingToSweep() {
    assertThat(run("sweep")).isEqualTo(2);

    assertUsageError("there is nothing to sweep", "name a scenario, or --trace FORMAT:FILE");
  }
}
