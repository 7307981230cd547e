package dev.cachebench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.export.Export;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run whose scenario, targets, phases, rules and keys are all named like markup, in every form
 * that a report has. Files of scenarios cannot name anything so; this is what stands behind that.
 */
class HostileNamesTest {

  /** Without a slash, which no tag of {@code intervals.hlog} can hold. */
  private static final String NAME = "<script>alert(1)<script>";

  @TempDir Path dir;
  private final Map<String, String> files = new TreeMap<>();

  @BeforeEach
  void writeEveryForm() throws IOException {
    SyntheticRun run = SyntheticRun.of(Scenarios.named(NAME));
    run.violations.add(new Violation(1, 1, NAME, 0, NAME, "wrong-key", NAME, NAME));
    RunData data = run.reader().read(run.write(dir));
    List<Path> inputs = all();
    RunReport report = Reports.of(data, JudgeOptions.defaults("0.1.0"));
    Reports.writeAll(dir, data, report);
    for (Export export : Export.values()) {
      export.write(dir, data, report);
    }
    for (Path file : all()) {
      if (!inputs.contains(file)) {
        files.put(dir.relativize(file).toString(), Files.readString(file));
      }
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> found = Files.walk(dir)) {
      return found.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  @Test
  void everyFormIsThere() {
    assertThat(files.keySet())
        .contains("report.html", "report.md", "report.json", "junit.xml", "report.csv")
        .contains("openmetrics.txt", "benchmark-smaller.json", "benchmark-bigger.json", "jmh.json")
        .contains("latency.hlog")
        .filteredOn(name -> name.startsWith("latency/"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Path.of(name)).hasParentRaw(Path.of("latency")));
  }

  @Test
  void whereMarkupActsThereIsNone() {
    for (String name : List.of("report.html", "report.md", "junit.xml")) {
      assertThat(files.get(name)).as(name).doesNotContainIgnoringCase("<script>alert");
      assertThat(files.get(name)).as(name).contains("alert(1)");
    }
    assertThat(files.get("report.html")).contains("&lt;script&gt;alert(1)");
    assertThat(files.get("junit.xml")).contains("&lt;script&gt;alert(1)");
  }

  @Test
  void whereItIsTextItIsWhole() {
    for (String name : List.of("report.json", "jmh.json", "benchmark-bigger.json")) {
      assertThat(new JsonMapper().readTree(files.get(name)).toString()).as(name).contains(NAME);
    }
    assertThat(files.get("report.csv")).contains("\n" + NAME + "," + NAME + "," + NAME + ",");
    assertThat(files.get("openmetrics.txt"))
        .contains("target=\"" + NAME + "\"")
        .doesNotContainPattern("(?m)^[^\"]*<script>");
    assertThat(files.get("latency.hlog")).contains("Tag=" + NAME + ".response-time,");
  }
}
