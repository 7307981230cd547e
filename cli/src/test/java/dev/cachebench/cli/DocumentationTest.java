package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.scenarios.catalog.Catalog;
import dev.cachebench.scenarios.yaml.ScenarioAdvice;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Holds what the documents say to what the tool does. */
final class DocumentationTest extends CommandTestCase {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
  private static final Pattern CODE = Pattern.compile("`cachebench ([^`]+)`");

  private static String read(String document) throws IOException {
    return Files.readString(ROOT.resolve(document));
  }

  private static List<String> blocks(String document, String language) throws IOException {
    return BLOCK
        .matcher(read(document))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  static Stream<String> documents() {
    return Stream.of("README.md", "cli/README.md", ".github/CONTRIBUTING.md");
  }

  @Test
  void everyScenarioOfTheReadmeIsValidAndWithoutWarning() throws IOException {
    List<String> scenarios = blocks("README.md", "yaml");

    assertThat(scenarios).isNotEmpty();
    for (String text : scenarios) {
      assertThat(ScenarioAdvice.warnings(ScenarioReader.read("README.md", text, List.of())))
          .isEmpty();
    }
  }

  @Test
  void theReadmeStartsWithTheFirstCommandAndStaysShort() throws IOException {
    List<String> lines = read("README.md").lines().toList();

    assertThat(lines).hasSizeLessThanOrEqualTo(250);
    assertThat(lines.subList(0, 20))
        .contains("cli/bin/cachebench run scenarios/library/stampede.yaml");
    assertThat(blocks("README.md", "sh").get(1)).isEqualTo("mvn verify\n");
  }

  @Test
  void theReadmeListsEveryBundledScenario() throws IOException {
    for (String name : Catalog.names()) {
      assertThat(read("README.md"))
          .contains("[`" + name + "`]", Catalog.question(name).orElseThrow());
    }
  }

  @Test
  void bothTablesOfExitCodesAreComplete() throws IOException {
    for (ExitCode code : ExitCode.values()) {
      assertThat(read("README.md")).contains("\n| " + code.number() + " | ");
      assertThat(read("cli/README.md").replace("`", ""))
          .contains("\n| " + code.number() + " | " + code.meaning() + " |");
    }
  }

  @Test
  void everyOptionAndCommandIsDocumented() throws IOException {
    String text = read("cli/README.md");
    CommandLine root = commandLine();

    assertThat(text)
        .contains(root.getSubcommands().keySet().stream().map(n -> "cachebench " + n).toList());
    for (CommandLine command : root.getSubcommands().values()) {
      assertThat(text)
          .contains(
              command.getCommandSpec().optionsMap().keySet().stream()
                  .filter(n -> n.startsWith("--"))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandIsOneThatTheToolKnows(String document) throws IOException {
    CommandLine root = commandLine();
    List<String> commands = new ArrayList<>();
    CODE.matcher(read(document)).results().map(found -> found.group(1)).forEach(commands::add);

    for (String command : commands) {
      String words = command.replaceAll("\\.\\.\\.| \\[.*", "");
      assertThat(root.parseArgs(words.split(" ")).subcommand()).as(command).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(String document) throws IOException {
    Path folder = ROOT.resolve(document).getParent();
    List<MatchResult> links = LINK.matcher(read(document)).results().toList();

    for (MatchResult link : links) {
      assertThat(folder.resolve(link.group(1))).exists();
    }
  }
}
