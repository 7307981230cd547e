package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The action for pull requests: its file, and its scripts with a tool that only pretends to run and
 * with a repository whose origin is a directory.
 */
final class ActionIT {

  private static final Path ACTION = Path.of("../.github/actions/cachebench").toAbsolutePath();
  private static final String JAVA =
      """
      #!/bin/sh
      printf '%%s\\n' "$@" > "%s/words"
      mkdir -p "%s/out" && echo '# s: FAIL' > "%s/out/report.md"
      printf 'version: 1\nscenario: my-service\n' > "%s/out/scenario.yaml"
      exit "$PRETENDED"
      """;

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void pretend() throws IOException {
    Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA.formatted(folder, folder, folder, folder));
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

  private record Ended(int status, String printed) {}

  private Ended start(Path directory, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), printed);
  }

  private String succeed(Path directory, String... command) throws Exception {
    Ended ended = start(directory, command);
    assertThat(ended.status()).as(ended.printed()).isZero();
    return ended.printed();
  }

  private String execute(int pretended) throws Exception {
    variables.put("PRETENDED", Integer.toString(pretended));
    return succeed(folder, "bash", ACTION.resolve("run").toString());
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
    assertThat(folder.resolve("outputs")).hasContent("exit-code=" + status + "\ncompared=");
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

  /** A clone with one commit; its origin is a directory. */
  private Path repository() throws Exception {
    Path origin = folder.resolve("origin.git");
    Path clone = folder.resolve("clone");
    succeed(folder, "git", "init", "--quiet", "--bare", origin.toString());
    succeed(folder, "git", "clone", "--quiet", origin.toUri().toString(), clone.toString());
    Files.writeString(clone.resolve("my.yaml"), "version: 1\nscenario: my-service\n");
    succeed(clone, "git", "add", "--all");
    String[] author = {"-c", "user.name=a", "-c", "user.email=a@example.com"};
    succeed(clone, "git", author[0], author[1], author[2], author[3], "commit", "-qm", "a");
    succeed(clone, "git", "push", "--quiet", "origin", "HEAD:refs/heads/main");
    variables.put("BRANCH", "baselines");
    variables.put("SCENARIO", clone.resolve("my.yaml").toString());
    variables.put("RUNNER_TEMP", folder.toString());
    return clone;
  }

  /** What the action's steps do, one after the other; returns what the last of them printed. */
  private Ended steps(Path clone, int pretended) throws Exception {
    Files.deleteIfExists(folder.resolve("outputs"));
    String baselines = ACTION.resolve("baselines").toString();
    succeed(clone, "bash", baselines, "fetch");
    variables.put("BASELINES", output("directory"));
    execute(pretended);
    variables.put("STATUS", output("exit-code"));
    variables.put("COMPARED", output("compared"));
    return start(clone, "bash", baselines, "keep");
  }

  private String output(String name) throws IOException {
    return Files.readAllLines(folder.resolve("outputs")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private List<String> kept(Path clone) throws Exception {
    succeed(clone, "git", "fetch", "--quiet", "origin", "baselines");
    return succeed(clone, "git", "ls-tree", "-r", "--name-only", "FETCH_HEAD").lines().toList();
  }

  @Test
  void runsOfTheMainBranchAreKeptOnABranchOfTheirOwn() throws Exception {
    Path clone = repository();
    String first = succeed(clone, "git", "rev-parse", "--short", "HEAD").strip();

    assertThat(steps(clone, 4).printed()).contains("kept as the baseline of my-service");
    assertThat(output("compared")).isEmpty();
    assertThat(kept(clone))
        .containsExactly(
            "my-service/" + first + "/report.md", "my-service/" + first + "/scenario.yaml");

    succeed(
        clone,
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "commit",
        "-qm",
        "b",
        "--allow-empty");
    String second = succeed(clone, "git", "rev-parse", "--short", "HEAD").strip();
    assertThat(steps(clone, 0).status()).isZero();

    assertThat(output("compared")).isEqualTo(output("directory"));
    assertThat(Files.readAllLines(folder.resolve("words")))
        .containsSubsequence("--baseline", output("directory"));
    assertThat(folder.resolve(output("directory")).resolve("my-service/" + first)).isDirectory();
    assertThat(kept(clone)).allMatch(path -> path.startsWith("my-service/" + second + "/"));
    String history =
        succeed(folder.resolve("origin.git"), "git", "log", "--format=%s", "baselines");
    assertThat(history.lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("my-service of ") || line.equals("Runs to compare with"));
    assertThat(succeed(clone, "git", "status", "--porcelain")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, ''", "5, ''", "4, somewhere"})
  void whatFailedOrCouldNotBeDecidedIsNoBaseline(int status, String compared) throws Exception {
    Path clone = repository();
    if (!compared.isEmpty()) {
      variables.put("BASELINE", compared);
    }

    assertThat(steps(clone, status).printed()).contains("not kept as a baseline");

    assertThat(succeed(clone, "git", "ls-remote", "origin", "refs/heads/baselines")).isEmpty();
  }

  @Test
  void aRunThatMayNotBePushedIsAnError() throws Exception {
    Path clone = repository();
    Path hook = folder.resolve("origin.git/hooks/update");
    Files.writeString(hook, "#!/bin/sh\nexit 1\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();

    Ended ended = steps(clone, 0);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.printed()).contains("::error title=cachebench::", "contents: write");
  }

  @Test
  void anotherJobMayKeepARunMeanwhile() throws Exception {
    Path clone = repository();
    // The first push meets a branch that moved after it was fetched.
    Path hook = clone.resolve(".git/hooks/pre-push");
    Files.writeString(
        hook,
        """
        #!/bin/sh
        rm "$0"
        tree=$(mkdir other && cd other && git init -q . && echo a > a && git add a && git write-tree)
        cd other && commit=$(git -c user.name=a -c user.email=a@example.com commit-tree "$tree" -m o)
        git push -q "$(git -C .. remote get-url origin)" "$commit:refs/heads/baselines"
        rm -rf ../other
        """);
    assertThat(hook.toFile().setExecutable(true)).isTrue();

    Ended ended = steps(clone, 0);

    assertThat(ended.status()).as(ended.printed()).isZero();
    assertThat(kept(clone)).contains("a").hasSize(3);
  }

  @Test
  void anOriginThatDoesNotAnswerIsNoMissingBranch() throws Exception {
    Path clone = repository();
    Files.move(folder.resolve("origin.git"), folder.resolve("gone.git"));

    Ended ended = start(clone, "bash", ACTION.resolve("baselines").toString(), "fetch");

    assertThat(ended.status()).isNotZero();
    assertThat(folder.resolve("outputs")).doesNotExist();
  }

  @Test
  void aNameThatIsNoBranchIsRefused() throws Exception {
    Path clone = repository();
    variables.put("BRANCH", "--upload-pack=touch pwned");

    Ended ended = start(clone, "bash", ACTION.resolve("baselines").toString(), "fetch");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.printed()).contains("baseline-branch is no name of a branch");
  }

  @Test
  void theFileNamesOnlyWhatThereIs() throws Exception {
    String text = Files.readString(ACTION.resolve("action.yml"));
    Map<?, ?> action = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<?, ?> inputs = (Map<?, ?>) action.get("inputs");
    List<?> steps = (List<?>) ((Map<?, ?>) action.get("runs")).get("steps");

    assertThat(steps).hasSize(5);
    Pattern.compile("inputs\\.([a-z-]+)")
        .matcher(text)
        .results()
        .forEach(use -> assertThat(inputs.containsKey(use.group(1))).as(use.group()).isTrue());
    for (Object step : steps) {
      Object script = ((Map<?, ?>) step).get("run");
      assertThat(script == null ? "" : script.toString()).doesNotContain("${{");
    }
    for (Object step : steps) {
      Matcher script =
          Pattern.compile("GITHUB_ACTION_PATH/(\\w+)")
              .matcher(String.valueOf(((Map<?, ?>) step).get("run")));
      if (script.find()) {
        String lines = Files.readString(ACTION.resolve(script.group(1)));
        Map<?, ?> environment = (Map<?, ?>) ((Map<?, ?>) step).get("env");
        environment.keySet().forEach(name -> assertThat(lines).containsPattern("\\$\\{?" + name));
      }
    }
  }
}
