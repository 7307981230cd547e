package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.command.arm.ScenarioRuns;
import dev.cachebench.cli.testing.Captured;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs one command in this process. */
abstract class CommandTestCase {

  private ScenarioRuns runs =
      (scenario, options, listener, stop) -> {
        throw new AssertionError("nothing was to be run");
      };
  private Captured console = new Captured();
  private @Nullable String typed;
  private @Nullable CommandLine wired;

  /** Makes the next command run on a terminal at which somebody types these lines. */
  void type(String... lines) {
    typed = String.join("\n", lines) + (lines.length == 0 ? "" : "\n");
  }

  void runWith(ScenarioRuns fake) {
    runs = fake;
  }

  CommandLine commandLine() {
    return new Cachebench(console.console(), runs, false).commandLine();
  }

  int run(String... args) {
    console = typed == null ? new Captured() : new Captured(typed);
    typed = null;
    boolean isDebug = List.of(args).contains("--debug");
    return new Cachebench(console.console(), runs, isDebug).run(args);
  }

  /** Runs one command like {@link #run}, but wires the commands only once: for many of them. */
  int runAgain(String... args) {
    CommandLine root = wired;
    if (root == null) {
      console = new Captured();
      root = new Cachebench(console.console(), runs, false).commandLine();
      wired = root;
    }
    console.clear();
    int status = root.execute(args);
    console.console().flush();
    return status;
  }

  String out() {
    return console.out();
  }

  String err() {
    return console.err();
  }

  void assertUsageError(String problem, String hint) {
    assertThat(err()).startsWith("error: " + problem).contains("  hint: " + hint);
    assertThat(err()).doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }
}
