package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code schema}: what editors need to complete and check scenario files. */
@Command(
    name = "schema",
    description = "Print the JSON Schema (2020-12) of scenario files.",
    optionListHeading = "%nOptions:%n",
    footer = {"  cachebench schema > scenario.schema.json  # for an editor"})
public final class SchemaCommand implements Callable<ExitCode> {

  private static final String SCHEMA = "/dev/cachebench/scenarios/scenario.schema.json";

  private final Console console;

  /** Creates the command on a console. */
  public SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    try (InputStream schema = SchemaCommand.class.getResourceAsStream(SCHEMA)) {
      if (schema == null) {
        throw new IllegalStateException("the jar lacks " + SCHEMA);
      }
      console.data().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
    return ExitCode.OK;
  }
}
