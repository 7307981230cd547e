package dev.cachebench.cli.command;

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

  /**
   * Returns the run of a scenario that began last; a run directory is taken as it is.
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
            .filter(run -> scenario.equals(scenarioOf(run)))
            .max(Comparator.comparing(BaselineStore::started));
    return latest.orElseThrow(
        () ->
            new UsageException(
                "there is no run of " + scenario + " in " + directory,
                "run it with --out " + ofScenario.resolve("NAME") + ", then it is the baseline"));
  }

  private static String scenarioOf(Path run) {
    return JsonLines.read(new RunDirectory(run).path(RunFile.EVENTS), RunEvent.class)
        .rows()
        .stream()
        .filter(event -> event.event().equals("run-start"))
        .map(event -> String.valueOf(event.details().get("scenario")))
        .findFirst()
        .orElse("");
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
