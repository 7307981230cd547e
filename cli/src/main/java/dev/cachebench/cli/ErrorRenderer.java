package dev.cachebench.cli;

import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.yaml.InvalidScenarioException;
import dev.cachebench.scenarios.yaml.ProblemFormatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into words and an exit code; nothing else does. */
final class ErrorRenderer {

  private static final String ISSUES = "the project's issue tracker";

  /** How picocli lists the constants of an enum. */
  private static final Pattern CHOICES = Pattern.compile("(\\[[A-Z, ]+\\]) \\(case-insensitive\\)");

  private final Console console;
  private final boolean isDebug;

  ErrorRenderer(Console console, boolean isDebug) {
    this.console = console;
    this.isDebug = isDebug;
  }

  /** Prints an exception of a command's work. */
  ExitCode render(Throwable error) {
    if (isDebug) {
      error.printStackTrace(console.err());
    }
    if (error instanceof UsageException usage) {
      return print(ExitCode.USAGE, message(usage), usage.hint());
    }
    if (error instanceof InvalidScenarioException invalid) {
      console.err().print(ProblemFormatter.format(invalid.problems()));
      return ExitCode.USAGE;
    }
    if (error instanceof DamagedRunException damaged) {
      return print(
          ExitCode.USAGE,
          message(damaged),
          "the rest of the directory may still be of use; the run has to be made again");
    }
    if (error instanceof EnvironmentException environment) {
      return print(ExitCode.ENVIRONMENT, message(environment), environment.hint());
    }
    if (error instanceof UncheckedIOException wrapped) {
      return io(Objects.requireNonNullElse(wrapped.getCause(), new IOException(message(wrapped))));
    }
    if (error instanceof IOException io) {
      return io(io);
    }
    return internal(error);
  }

  /** Prints what picocli has against a command line. */
  ExitCode renderUsage(ParameterException error) {
    if (isDebug) {
      error.printStackTrace(console.err());
    }
    CommandLine command = error.getCommandLine();
    String hint = "`" + command.getCommandSpec().qualifiedName() + " --help` says what there is";
    return print(ExitCode.USAGE, words(error), hint);
  }

  private static String words(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), error.getCommandLine());
    }
    String words = message(error).replaceAll(" for option '([^']*)'", " for `$1`");
    Matcher choices =
        CHOICES.matcher(words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1));
    return choices.replaceAll(list -> list.group(1).toLowerCase(Locale.ROOT));
  }

  private static String unmatched(String word, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (word.startsWith("-")) {
      String name = word.replaceFirst("=.*", "");
      return "unknown option `"
          + name
          + "`"
          + NearestWord.question(name, spec.optionsMap().keySet());
    }
    Set<String> commands = spec.subcommands().keySet();
    return commands.isEmpty()
        ? "one argument too many: `" + word + "`"
        : "unknown command `" + word + "`" + NearestWord.question(word, commands);
  }

  private ExitCode io(IOException error) {
    if (error instanceof NoSuchFileException missing) {
      return print(
          ExitCode.USAGE,
          "there is no " + missing.getFile(),
          "check the path; it is taken from the current directory");
    }
    if (error instanceof AccessDeniedException denied) {
      return print(
          ExitCode.ENVIRONMENT,
          "no permission for " + denied.getFile(),
          "change its permissions, or name another place with --out");
    }
    if (error instanceof FileAlreadyExistsException || error instanceof NotDirectoryException) {
      return print(
          ExitCode.USAGE,
          ((FileSystemException) error).getFile() + " is in the way",
          "remove it, or name another place");
    }
    return print(
        ExitCode.ENVIRONMENT,
        "reading or writing failed: " + message(error),
        "is the disk full, or was the file taken away? --debug shows where it happened");
  }

  private ExitCode internal(Throwable error) {
    print(
        ExitCode.INTERNAL_ERROR,
        "internal error: " + error.getClass().getSimpleName() + ": " + message(error),
        isDebug
            ? "please report it at " + ISSUES + " with the stack trace above"
            : "please report it at " + ISSUES + " with the output of the same command and --debug");
    console.err().println("  version: " + String.join(", ", new ToolVersion().getVersion()));
    return ExitCode.INTERNAL_ERROR;
  }

  private ExitCode print(ExitCode code, String problem, @Nullable String hint) {
    console.err().println(console.errPaint().fail("error:") + " " + Console.safe(problem));
    if (hint != null && !hint.isEmpty()) {
      console.err().println("  hint: " + Console.safe(hint));
    }
    return code;
  }

  private static String message(Throwable error) {
    return Objects.requireNonNullElse(error.getMessage(), "no further words");
  }
}
