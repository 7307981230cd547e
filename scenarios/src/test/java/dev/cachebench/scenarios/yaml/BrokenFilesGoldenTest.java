package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prints every broken file's problems and compares them with what they should look like. */
class BrokenFilesGoldenTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("broken"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void printsEveryProblemWithItsPlaceAndCure(String name) throws IOException {
    String text = Files.readString(RESOURCES.resolve("broken/" + name + ".yaml"));

    assertMatchesGolden(name, problemsOf(name + ".yaml", text));
  }

  @Test
  void printsThatAFileIsTooLarge() throws IOException {
    assertMatchesGolden("too-large", problemsOf("too-large.yaml", "x: 1\n".repeat(2_000_000)));
  }

  @Test
  void printsNoMoreThanAHundredProblems() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("unknown-").append(i).append(": 1\n");
    }

    assertThat(problemsOf("many.yaml", text.toString()))
        .endsWith("100 problems or more, nothing was run.\n");
  }

  private static String problemsOf(String source, String text) {
    InvalidScenarioException e =
        catchThrowableOfType(
            InvalidScenarioException.class, () -> ScenarioReader.read(source, text, List.of()));
    return ProblemFormatter.format(e.problems());
  }

  private static void assertMatchesGolden(String name, String actual) throws IOException {
    Path golden = RESOURCES.resolve("golden/problems/" + name + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }
}
