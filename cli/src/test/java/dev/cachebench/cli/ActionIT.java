package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The action for pull requests: its file, and its script with a tool that only pretends to run. */
final class ActionIT {

  private static final Path ACTION = Path.of("../.github/actions/cachebench").toAbsolutePath();
  private static final String JAVA =
      """
      #!/bin/sh
      printf '%%s\\n' "$@" > "%s/words"
      mkdir -p "%s/out" && echo '# s: FAIL' > "%s/out/report.md"
      exit "$PRETENDED"
      """;

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void pretend() throws IOException {
    Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA.formatted(folder, folder, folder));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    variables.put("PATH", java.getParent() + ":" + System.getenv("PATH"));
    variables.put("SCENARIO", "my service.yaml");
    variables.put("GATES", "counts");
    variables.put("UNDECIDED", "fail");
    variables.put("JAR", "c.jar");
    variables.put("OUT", folder.resolve("out").toString());
    variables.put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
  }

  private String execute(int pretended) throws Exception {
    variables.put("PRETENDED", Integer.toString(pretended));
    ProcessBuilder builder =
        new ProcessBuilder("bash", ACTION.resolve("run").toString()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "3, '::error title=cachebench::A gate of my service.yaml failed'",
    "4, '::error title=cachebench::A gate of my service.yaml is undecided'",
    "5, '::error title=cachebench::my service.yaml ended with 5'",
  })
  void theExitCodeIsAnOutputAndAnAnnotation(int status, String annotation) throws Exception {
    String printed = execute(status);

    assertThat(printed).startsWith(annotation);
    assertThat(folder.resolve("outputs")).hasContent("exit-code=" + status);
    assertThat(folder.resolve("summary")).hasContent("# s: FAIL");
  }

  @Test
  void inputsAreWordsNeverScript() throws Exception {
    variables.put("OPTIONS", "--rounds=5\n--set=load.rate=$(touch pwned)/s\n\n");
    variables.put("BASELINE", "runs; exit");

    execute(0);

    assertThat(Files.readAllLines(folder.resolve("words")))
        .containsExactly(
            "-jar",
            "c.jar",
            "run",
            "my service.yaml",
            "--out",
            folder.resolve("out").toString(),
            "--gates",
            "counts",
            "--undecided",
            "fail",
            "--quiet",
            "--baseline",
            "runs; exit",
            "--rounds=5",
            "--set=load.rate=$(touch pwned)/s");
  }

  @Test
  void theFileNamesOnlyWhatThereIs() throws Exception {
    String text = Files.readString(ACTION.resolve("action.yml"));
    Map<?, ?> action = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<?, ?> inputs = (Map<?, ?>) action.get("inputs");
    List<?> steps = (List<?>) ((Map<?, ?>) action.get("runs")).get("steps");

    assertThat(steps).hasSize(3);
    Pattern.compile("inputs\\.([a-z-]+)")
        .matcher(text)
        .results()
        .forEach(use -> assertThat(inputs.containsKey(use.group(1))).as(use.group()).isTrue());
    for (Object step : steps) {
      Object script = ((Map<?, ?>) step).get("run");
      assertThat(script == null ? "" : script.toString()).doesNotContain("${{");
    }
    Map<?, ?> environment = (Map<?, ?>) ((Map<?, ?>) steps.get(0)).get("env");
    String script = Files.readString(ACTION.resolve("run"));
    environment.keySet().forEach(name -> assertThat(script).containsPattern("\\$\\{?" + name));
  }
}
