package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.judge.ReportFormat;
import dev.cachebench.cli.testing.PretendedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Markup and control characters are text, or refused: on the terminal and in every file. */
final class HostileTextTest extends CommandTestCase {

  private static final String MARKUP = "<script>alert(1)</script>";
  private static final String SCENARIO =
      """
      version: 1
      scenario: "%s"
      question: "%s"
      answer: "%s"
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        "%s": {preset: hardened}
      load: {rate: 1000/s}
      phases: [{name: "%s", duration: 1s}]
      gates: [{require: hit-ratio > 90%%}]
      """;

  private static final String EVERY =
      Stream.of(ReportFormat.values()).map(ReportFormat::toString).collect(Collectors.joining(","));

  @TempDir Path folder;

  private Path scenario(String name, String text, String target, String phase) throws IOException {
    return Files.writeString(
        folder.resolve("s.yaml"), SCENARIO.formatted(name, text, text, target, phase));
  }

  private void assertHarmless(String text) {
    assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)).toArray())
        .as("%s", text)
        .isEmpty();
    assertThat(text).doesNotContain("\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {MARKUP, "\\u001b[31mred", "a\\nb", "../../up", "a b", "\\u202eab", ""})
  void namesAreRefused(String name) throws IOException {
    for (int i = 0; i < 3; i++) {
      Path file =
          scenario(i == 0 ? name : "fine", "x", i == 1 ? name : "fine", i == 2 ? name : "fine");

      assertThat(run("run", file.toString())).as("%s", name).isEqualTo(2);

      assertThat(err()).contains("must be a name", "write letters, digits, `-` and `_`");
      assertHarmless(err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MARKUP, "\\u001b[2J\\u0007", "a\\nb\\n\\n# c", "\\u202e", "`x` | y"})
  void sentencesAreText(String text) throws IOException {
    runWith(new PretendedRuns("complete"));
    Path out = folder.resolve("out");

    assertThat(run("run", scenario("fine", text, "t", "p").toString(), "--out", out.toString()))
        .as("%s", err())
        .isZero();

    assertHarmless(out() + err());
    assertThat(run("report", out.toString(), "--format", EVERY)).as("%s", err()).isZero();
    try (Stream<Path> written = Files.list(out)) {
      List<Path> files = written.filter(Files::isRegularFile).toList();
      assertThat(files).hasSizeGreaterThan(12);
      for (Path file : files) {
        assertThat(file).content().doesNotContain("\u001b", "\u0007");
      }
    }
    for (String file : List.of("report.md", "report.html", "junit.xml", "report.csv")) {
      assertThat(out.resolve(file)).content().doesNotContain("\u202e");
    }
    assertThat(out.resolve("junit.xml")).content().doesNotContain("<script");
    assertThat(out.resolve("report.html")).content().doesNotContain("<script>alert");
    assertThat(out.resolve("report.md")).content().doesNotContain("<script>", "\n# c");
    JsonNode json = JsonMapper.builder().build().readTree(out.resolve("report.json").toFile());
    assertThat(json.get("question").stringValue()).isNotEmpty();
    assertThat(run("validate", out.resolve("scenario.yaml").toString())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "report, \u001b[31m",
    "run, \u001b[31m",
    "validate, \u001b[31m",
    "sweep, \u001b[31m",
    "find-limit, <script>",
    "scenarios, \u001b[31m",
    "\u001b[31m, x",
    "--\u001b[31m, x",
  })
  void wordsOfTheCommandLineAreText(String one, String other) {
    assertThat(run(one, other)).isEqualTo(2);

    assertThat(err()).startsWith("error: ").contains("  hint: ");
    assertHarmless(err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31m", "a\nb"})
  void namesOfRunDirectoriesAreRefusedWithControlCharacters(String name) {
    Path out = folder.resolve(name);

    assertThat(run("run", "quickstart", "--out", out.toString())).isEqualTo(2);

    assertThat(err()).contains("must not hold control characters").contains("hint: ");
    assertHarmless(err());
    assertThat(out).doesNotExist();
  }

  @Test
  void aTraceIsNamedInTextTablesAndPages() throws IOException {
    Path trace = folder.resolve("<script>alert(1)<script>\u001b[31m,\"x\"\n.trace");
    Files.writeString(trace, "1\n2\n1\n");
    Path out = folder.resolve("out");
    String[] sweep = {"sweep", "--trace=lines:" + trace, "--policies=lru", "--sizes=2"};

    for (String format : List.of("text", "csv", "json")) {
      assertThat(
              run(
                  Stream.concat(
                          Stream.of(sweep), Stream.of("--format", format, "--out", out + format))
                      .toArray(String[]::new)))
          .isZero();
      assertHarmless(out());
    }

    Path files = Path.of(out + "csv");
    assertThat(Files.readAllLines(files.resolve("sweep.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("\"<script>alert(1)<script>?[31m,\"\"x\"\"?.trace\",lru,2,3,");
    assertThat(files.resolve("report.html"))
        .content()
        .doesNotContain("<script>alert(1)", "\u001b")
        .contains("&lt;script&gt;alert(1)");
    JsonNode json = JsonMapper.builder().build().readTree(files.resolve("sweep.json").toFile());
    assertThat(json.get("trace").stringValue()).startsWith("<script>alert(1)<script>");
  }
}
