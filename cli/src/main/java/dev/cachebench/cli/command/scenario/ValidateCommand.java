package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.SettingConverter;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.InvalidScenarioException;
import dev.cachebench.scenarios.yaml.Problem;
import dev.cachebench.scenarios.yaml.ScenarioAdvice;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: every problem of every file, and what in a legal one cannot work. */
@Command(
    name = "validate",
    description = "Check scenario files without running them.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench validate my.yaml                          # every mistake, with its cure",
      "  cachebench validate my.yaml other.yaml --set seed=7"
    })
public final class ValidateCommand implements Callable<ExitCode> {

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Scenario files, or names of bundled scenarios.")
  private List<String> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      converter = SettingConverter.class,
      description = "Replace a value of the files, such as load.rate=500/s. Repeatable.")
  private List<Setting> settings = List.of();

  /** Creates the command on a console. */
  public ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (String file : files) {
      try {
        Scenario scenario = ScenarioSource.read(file, settings);
        String found = Console.safe(file) + ": " + summary(scenario);
        console.out().println(console.outPaint().pass("✓") + " " + found);
        ScenarioAdvice.warnings(scenario).forEach(console::warn);
      } catch (InvalidScenarioException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      console.out().flush();
      throw new InvalidScenarioException(problems);
    }
    return ExitCode.OK;
  }

  private static String summary(Scenario scenario) {
    return "%s, %s, %s"
        .formatted(
            counted(scenario.targets().size(), "target"),
            counted(scenario.phases().size(), "phase"),
            counted(scenario.gates().size(), "gate"));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
