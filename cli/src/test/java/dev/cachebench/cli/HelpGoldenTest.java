package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.testing.Golden;
import dev.cachebench.scenarios.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

final class HelpGoldenTest extends CommandTestCase {

  private static final Pattern WORD = Pattern.compile("(?:[^ \"]|\"[^\"]*\")+");

  @Test
  void showsEveryCommandAndExitCode() {
    assertThat(run("--help")).isZero();

    Golden.check("help.txt", out());
    for (ExitCode code : ExitCode.values()) {
      assertThat(out()).contains("%5d  %s".formatted(code.number(), code.meaning()));
    }
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "validate",
        "init",
        "find-limit",
        "claim",
        "scenarios",
        "report",
        "compare",
        "qualify",
        "micro",
        "sweep",
        "proxy",
        "schema",
        "metrics",
        "doctor",
        "completion"
      })
  void explainsEachCommand(String command) {
    assertThat(run(command, "--help")).isZero();

    Golden.check("help-" + command + ".txt", out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "copy"})
  void explainsEachCommandOfTheCatalogue(String command) {
    assertThat(run("scenarios", command, "--help")).isZero();

    Golden.check("help-scenarios-" + command + ".txt", out());
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(sub -> all.addAll(all(sub)));
    return all;
  }

  @Test
  void fitsInto100Columns() {
    for (CommandLine command : all(commandLine())) {
      assertThat(command.getUsageMessage().lines())
          .as(command.getCommandName())
          .allMatch(line -> line.length() <= 100);
    }
  }

  /** Takes examples as a shell would: quotes, redirections and comments are not the command's. */
  private static List<String> words(String example) {
    String command =
        example.replaceFirst("^source <\\((.*)\\)", "$1").replaceFirst(" (#|> ).*", "").strip();
    List<String> words = new ArrayList<>();
    WORD.matcher(command).results().forEach(word -> words.add(word.group().replace("\"", "")));
    return words.subList(1, words.size());
  }

  @Test
  void showsExamplesThatTheParserTakes() {
    for (CommandLine command : all(commandLine())) {
      String help = command.getUsageMessage();
      String examples =
          help.substring(help.indexOf("Examples:\n") + 10, help.indexOf("\nExit codes:"));
      assertThat(examples).as(command.getCommandName()).isNotBlank();

      for (String example : examples.lines().map(String::strip).toList()) {
        ParseResult parsed = commandLine().parseArgs(words(example).toArray(String[]::new));
        while (parsed.hasSubcommand()) {
          parsed = parsed.subcommand();
        }
        assertThat(parsed.errors()).as(example).isEmpty();
        assertThat(example).contains("cachebench");
        String name = command.getParent() == null ? "" : command.getCommandName();
        assertThat(example).contains(name);
      }
    }
  }

  @Test
  void showsBundledScenariosOnlyIfThereAreSuch() {
    List<String> names =
        all(commandLine()).stream()
            .flatMap(command -> command.getUsageMessage().lines())
            .map(String::strip)
            .filter(line -> line.startsWith("cachebench "))
            .flatMap(line -> words(line).stream())
            .filter(word -> word.matches("quickstart|stampede|redis-[a-z]+"))
            .distinct()
            .toList();

    assertThat(names).isNotEmpty().allMatch(Catalog.names()::contains);
  }
}
