package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code scenarios copy}: a bundled scenario as a file to change. */
@Command(
    name = "copy",
    description = "Copy a bundled scenario into a file, to change it.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench scenarios copy stampede",
      "  cachebench scenarios copy stampede mine.yaml"
    })
public final class ScenariosCopyCommand implements Callable<ExitCode> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Its name; `cachebench scenarios` lists them.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The new file, or a directory for it (default: ./NAME.yaml).")
  private @Nullable Path file;

  /** Creates the command on a console. */
  public ScenariosCopyCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    String text = ScenarioSource.bundled(name);
    Path named = file == null ? Path.of("") : file;
    Path to = Files.isDirectory(named.toAbsolutePath()) ? named.resolve(name + ".yaml") : named;
    if (Files.exists(to)) {
      throw new UsageException(to + " exists already", "remove it, or name another file");
    }
    Files.writeString(to, text, StandardOpenOption.CREATE_NEW);
    console.out().println(Console.safe(to.toString()));
    console.err().println("cachebench run " + Console.safe(to.toString()) + " runs it");
    return ExitCode.OK;
  }
}
