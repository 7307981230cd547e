package dev.cachebench.cli.command.judge;

import dev.cachebench.cli.command.input.RunDirectories;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Runs that others are compared with: a run directory, a directory of them, or one of directories
 * named like scenarios, such as a checked-out branch. It needs no server.
 */
final class BaselineStore {

  private final Path directory;

  /** Creates one on a directory. */
  BaselineStore(Path directory) {
    this.directory = directory;
  }

  private record Stored(Path run, String scenario, boolean isComplete) {

    static Stored of(Path run) {
      List<RunEvent> events =
          JsonLines.read(new RunDirectory(run).path(RunFile.EVENTS), RunEvent.class).rows();
      return new Stored(
          run,
          detail(events, "run-start", "scenario"),
          detail(events, "run-end", "status").equals("complete"));
    }

    private static String detail(List<RunEvent> events, String event, String name) {
      return events.stream()
          .filter(each -> each.event().equals(event))
          .map(each -> String.valueOf(each.details().get(name)))
          .findFirst()
          .orElse("");
    }
  }

  /**
   * Returns the run of a scenario that began last, of those that came to their end if any did; a
   * run directory is taken as it is.
   *
   * @throws UsageException if there is none
   */
  Path latest(String scenario) throws IOException {
    Path ofScenario = directory.resolve(scenario);
    List<Path> runs = RunDirectories.of(Files.isDirectory(ofScenario) ? ofScenario : directory);
    if (runs.equals(List.of(directory))) {
      return directory;
    }
    Optional<Path> latest =
        runs.stream()
            .map(Stored::of)
            .filter(stored -> scenario.equals(stored.scenario()))
            .max(
                Comparator.comparing(Stored::isComplete)
                    .thenComparing(stored -> started(stored.run())))
            .map(Stored::run);
    return latest.orElseThrow(
        () ->
            new UsageException(
                "there is no run of " + scenario + " in " + directory,
                "run it with --out " + ofScenario.resolve("NAME") + ", then it is the baseline"));
  }

  private static String started(Path run) {
    try {
      String text = Files.readString(new RunDirectory(run).path(RunFile.ENVIRONMENT));
      return String.valueOf(JsonLines.decode(text, Map.class).get("started"));
    } catch (IOException | JacksonException e) {
      // A damaged run is the oldest; when it is the only one, its report says what is wrong.
      return "";
    }
  }
}
