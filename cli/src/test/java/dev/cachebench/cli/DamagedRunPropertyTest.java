package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.testing.Mutator;
import dev.cachebench.cli.testing.RecordedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged run directories: a clear answer, never a pass that was not one, never a defect. */
final class DamagedRunPropertyTest extends CommandTestCase {

  private static final List<String> FILES =
      List.of(
          "scenario.yaml",
          "environment.json",
          "counters.jsonl",
          "events.jsonl",
          "intervals.hlog",
          "violations.jsonl");
  private static final List<String> FORMATS =
      Stream.of(ReportFormat.values()).map(ReportFormat::toString).toList();
  private static final Map<String, byte[]> WHOLE = new HashMap<>();

  @TempDir Path folder;

  @BeforeContainer
  static void record() throws IOException {
    Path directory = Files.createTempDirectory("cachebench-recorded");
    RecordedRun.write(directory);
    for (String file : FILES) {
      WHOLE.put(file, Files.readAllBytes(directory.resolve(file)));
      Files.delete(directory.resolve(file));
    }
    Files.delete(directory);
  }

  @AfterContainer
  static void forget() {
    WHOLE.clear();
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void damageIsNeitherADefectNorAPass(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String damaged = FILES.get(random.nextInt(FILES.size()));
    Path directory = Files.createTempDirectory("cachebench-damaged");
    try {
      for (String file : FILES) {
        byte[] bytes = WHOLE.get(file);
        Files.write(
            directory.resolve(file),
            file.equals(damaged) ? new Mutator(seed).mutate(bytes) : bytes);
      }

      int status =
          runAgain(
              "report",
              directory.toString(),
              "--format",
              FORMATS.get(random.nextInt(FORMATS.size())));

      assertThat(err()).as("%s", damaged).doesNotContain("internal error", "\tat ");
      // The whole run fails a gate; what is damaged must not pass it. (A damaged scenario may be
      // another legal one.)
      assertThat(status).as("%s %s", damaged, err()).isIn(2, 3, 4, 130, passing(damaged));
      if (status == 2) {
        assertThat(err()).contains("error: ");
      }
    } finally {
      remove(directory);
    }
  }

  private static int passing(String damaged) {
    return damaged.equals("scenario.yaml") ? 0 : 2;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  @BeforeEach
  void write() throws IOException {
    RecordedRun.write(folder);
  }

  private void replace(String file, String what, String with) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(what);
    Files.writeString(path, text.replace(what, with));
  }

  @Test
  void aWholeRunIsReported() {
    assertThat(run("report", folder.toString())).as("%s", err()).isEqualTo(3);

    assertThat(out()).contains("hardened", "hit-ratio < 50%", "exit 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"counters.jsonl", "events.jsonl", "intervals.hlog", "violations.jsonl"})
  void aTornLastLineReadsAsInterrupted(String file) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    Files.writeString(
        folder.resolve(file), new String(whole, 0, whole.length - 7, StandardCharsets.UTF_8));

    assertThat(run("report", folder.toString())).as("%s", err()).isEqualTo(130);

    assertThat(out()).containsIgnoringCase("interrupted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scenario.yaml",
        "environment.json",
        "counters.jsonl",
        "events.jsonl",
        "intervals.hlog",
        "violations.jsonl"
      })
  void aMissingFileIsNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));

    assertThat(run("report", folder.toString())).isEqualTo(2);

    assertThat(err()).startsWith("error: ").contains("hint: ");
    assertThat(err()).contains(file.equals("events.jsonl") ? "not a run directory" : file);
  }

  @ParameterizedTest
  @CsvSource({
    "scenario.yaml, 'version: 1', 'version: 2'",
    "scenario.yaml, 'scenario: \"recorded\"', 'scenario: \"<script>\"'",
    "counters.jsonl, '\"round\":1', '\"round\":99999999999'",
    "counters.jsonl, '\"offered\":100', '\"offered\":1e400'",
    "counters.jsonl, '\"offered\":100', '\"offered\":\"many\"'",
    "events.jsonl, '\"t\":1.0', '\"t\":\"now\"'",
    "intervals.hlog, 'Tag=hardened/1', 'Tag=hardened/x'",
    "intervals.hlog, 'Tag=hardened/1', 'hardened/1'",
    "intervals.hlog, '/get/', '/fetch/'",
    "environment.json, '{', '['",
  })
  void damageInsideIsNamed(String file, String what, String with) throws IOException {
    replace(file, what, with);

    assertThat(run("report", folder.toString())).as("%s", out()).isEqualTo(2);

    assertThat(err()).startsWith("error: ").contains(file);
  }

  @ParameterizedTest
  @CsvSource({
    "counters.jsonl, '\"t\":[0-9.]+', '\"t\":1e300'",
    "counters.jsonl, '\"t\":[0-9.]+', '\"t\":-1e300'",
    "counters.jsonl, '\"t\":[0-9.]+', '\"t\":1e18'",
    "counters.jsonl, '\"t\":[0-9.]+', '\"t\":1000000000'",
    "counters.jsonl, '\"round\":1', '\"round\":2147483647'",
    "counters.jsonl, '\"node\":0', '\"node\":2147483647'",
    "counters.jsonl, '\"offered\":100', '\"offered\":9223372036854775807'",
    "counters.jsonl, '\"offered\":100', '\"offered\":-9223372036854775808'",
    "counters.jsonl, ':2000000000', ':9223372036854775807'",
    "events.jsonl, '\"t\":[0-9.]+', '\"t\":1e300'",
    "events.jsonl, '\"t\":[0-9.]+', '\"t\":1000000000'",
    "events.jsonl, '\"round\":1', '\"round\":-2147483648'",
    "events.jsonl, '\"slots\":900', '\"slots\":1e300'",
    "events.jsonl, '\"index\":0', '\"index\":99999999'",
    "events.jsonl, '\"node\":0', '\"node\":-5'",
    "intervals.hlog, '(Tag=[^,]*),[0-9.]+,', '$1,1e300,'",
    "intervals.hlog, '(Tag=[^,]*),[0-9.]+,', '$1,1000000000,'",
    "intervals.hlog, '(Tag=[^,]*),[0-9.]+,', '$1,NaN,'",
    "intervals.hlog, '(Tag=[^,]*),[0-9.]+,', '$1,Infinity,'",
    "intervals.hlog, '(Tag=[^,]*,[0-9.]+),[0-9.]+,', '$1,1e18,'",
    "intervals.hlog, '(Tag=[^,]*,[0-9.]+),[0-9.]+,', '$1,-1e18,'",
    "intervals.hlog, 'Tag=hardened/1', 'Tag=hardened/2147483647'",
    "violations.jsonl, '\"t\":[0-9.]+', '\"t\":1e300'",
    "scenario.yaml, 'duration: 4s', 'duration: 12h'",
    "scenario.yaml, 'rate: 100/s', 'rate: 10000000/s'",
    "environment.json, '\"cores\":2', '\"cores\":1e300'",
    "environment.json, '\"cores\":2', '\"cores\":0'",
  })
  @Timeout(60)
  void hugeNumbersAreNoDefect(String file, String what, String with) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    String changed = text.replaceAll(what, with);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(path, changed);

    for (String format : FORMATS) {
      int status = run("report", folder.toString(), "--format", format);
      assertThat(err()).doesNotContain("internal error", "\tat ");
      assertThat(status).as("%s", err()).isIn(2, 3, 4, 130);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u001b[31m", "<script>alert(1)</script>", "a\\nb", "\u202e"})
  void whatStandsInARunCannotActOnATerminalOrInABrowser(String text) throws IOException {
    replace("violations.jsonl", "key-1", text);
    replace("environment.json", "-Xmx1g", text);
    replace("counters.jsonl", "\"keys\"", "\"" + text + "\"");

    for (String format : FORMATS) {
      assertThat(run("report", folder.toString(), "--format", format)).isEqualTo(3);
      assertThat(out()).doesNotContain("\u001b");
    }
    for (String format : List.of("text", "md", "junit", "csv", "openmetrics", "jmh")) {
      assertThat(run("report", folder.toString(), "--format", format)).isEqualTo(3);
      assertThat(out()).doesNotContain("\u202e").doesNotContain("\n<script>", "|<script>");
    }
    assertThat(run("report", folder.toString(), "--format", "html")).isEqualTo(3);
    assertThat(folder.resolve("report.html"))
        .content()
        .doesNotContain("\u001b", "\u202e", "<script>alert(1)");
  }
}
