package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --baseline} with a directory of runs. */
final class BaselineStoreTest extends CommandTestCase {

  @TempDir Path folder;
  private Path run;
  private Path store;

  @BeforeEach
  void write() throws IOException {
    run = folder.resolve("run");
    store = Files.createDirectory(folder.resolve("store"));
    RecordedRun.write(run);
    replace(run, "scenario.yaml", "error-ratio == 0", "response-time.mean <= base * 1.1");
  }

  private static void replace(Path run, String file, String what, String with) throws IOException {
    String text = Files.readString(run.resolve(file));
    assertThat(text).contains(what);
    Files.writeString(run.resolve(file), text.replace(what, with));
  }

  private Path stored(Path directory, String started, double slower) throws IOException {
    RecordedRun.write(directory, slower);
    replace(directory, "environment.json", "{", "{\"started\":\"" + started + "\",");
    return directory;
  }

  private String gate() {
    assertThat(run("report", run.toString(), "--baseline", store.toString()))
        .as(err())
        .isNotEqualTo(2);
    return out().lines().filter(line -> line.contains("base * 1.1")).findFirst().orElseThrow();
  }

  @Test
  void theLatestRunOfTheScenarioCounts() throws IOException {
    stored(store.resolve("recorded/b-old"), "2026-01-01T00:00:00Z", 1);
    stored(store.resolve("recorded/a-new"), "2026-02-01T00:00:00Z", 0.1);

    assertThat(gate()).contains("✗", "above");
  }

  @Test
  void anInterruptedRunIsNoBaselineWhereAWholeOneIs() throws IOException {
    stored(store.resolve("recorded/old"), "2026-01-01T00:00:00Z", 1);
    Path latest = stored(store.resolve("recorded/new"), "2026-02-01T00:00:00Z", 0.1);
    replace(
        latest,
        "events.jsonl",
        "\"run-end\",\"details\":{\"status\":\"complete",
        "\"run-end\",\"details\":{\"status\":\"interrupted");

    assertThat(gate()).contains("✓");
  }

  @Test
  void otherWorkIsNoBaseline() throws IOException {
    Path other = stored(store.resolve("one"), "2026-01-01T00:00:00Z", 1);
    replace(other, "scenario.yaml", "rate: 100/s", "rate: 200/s");

    assertThat(run("report", run.toString(), "--baseline", store.toString())).isEqualTo(3);

    assertThat(out().replaceAll("\\s+", " ")).contains("the baseline did different work: load");
  }

  @Test
  void aDirectoryOfRunsWillDoToo() throws IOException {
    stored(store.resolve("one"), "2026-01-01T00:00:00Z", 0.1);
    stored(store.resolve("two"), "2026-02-01T00:00:00Z", 1);

    assertThat(gate()).contains("✓");
  }

  @Test
  void timesOfAnotherMachineAreRefused() throws IOException {
    Path other = stored(store.resolve("one"), "2026-01-01T00:00:00Z", 1);
    replace(other, "environment.json", "\"cores\":2", "\"cores\":64");

    assertThat(run("report", run.toString(), "--baseline", store.toString())).isEqualTo(3);

    assertThat(out().replaceAll("\\s+", " "))
        .contains("NO_DATA: the limit has no figure: the baseline was made on another machine");
  }

  @Test
  void aStoreWithoutTheScenarioSaysHowToFillIt() throws IOException {
    RecordedRun.write(store.resolve("x"));
    replace(store.resolve("x"), "events.jsonl", "\"recorded\"", "\"other\"");
    RecordedRun.write(store.resolve("y"));
    replace(store.resolve("y"), "events.jsonl", "\"recorded\"", "\"other\"");

    assertThat(run("report", run.toString(), "--baseline", store.toString())).isEqualTo(2);

    assertUsageError("there is no run of recorded in " + store, "run it with --out " + store);
  }

  @Test
  void onlyCountsAreJudgedWhereOnlyTheyAreAsked() {
    assertThat(run("report", run.toString(), "--gates", "counts")).isEqualTo(3);

    assertThat(out())
        .contains("hit-ratio < 50%", "3 of 5 are left out")
        .doesNotContain("base * 1.1");
  }
}
