package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.cli.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpGoldenTest extends CommandTestCase {

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
        "micro",
        "sweep",
        "proxy",
        "schema",
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

  @Test
  void fitsInto100Columns() {
    run("run", "--help");

    assertThat(out().lines()).allMatch(line -> line.length() <= 100);
  }
}
