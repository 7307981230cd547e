package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.catalog.Catalog;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.ScenarioDocument;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what a person means by SCENARIO: a file, or the name of a bundled scenario. */
public final class ScenarioSource {

  private ScenarioSource() {}

  /** Reads a scenario with settings from the command line laid over it. */
  public static Scenario read(String scenario, List<Setting> settings) throws IOException {
    return document(scenario, settings).scenario();
  }

  /**
   * Reads a scenario that is run once.
   *
   * @throws UsageException if it has a sweep
   */
  public static Scenario readOne(String scenario, List<Setting> settings) throws IOException {
    ScenarioDocument document = document(scenario, settings);
    if (!document.sweep().isEmpty()) {
      throw new UsageException(
          scenario + " has a sweep, so it is run " + document.sweep().size() + " times",
          "run it with `cachebench sweep " + scenario + "`, or take `sweep` out");
    }
    return document.scenario();
  }

  /** Reads a scenario with its sweep, if it has one. */
  public static ScenarioDocument document(String scenario, List<Setting> settings)
      throws IOException {
    Path file = Path.of(scenario);
    if (Files.isRegularFile(file)) {
      return ScenarioReader.readFile(file, settings);
    }
    Optional<String> bundled = Catalog.text(scenario);
    if (bundled.isPresent()) {
      return ScenarioReader.readDocument(scenario, bundled.get(), settings);
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(
          scenario + " is a directory", "name a file in it, such as " + file.resolve("x.yaml"));
    }
    throw looksLikeFile(scenario) ? noFile(scenario) : unknown(scenario);
  }

  /** Returns the text of a bundled scenario. */
  public static String bundled(String name) {
    return Catalog.text(name).orElseThrow(() -> unknown(name));
  }

  private static boolean looksLikeFile(String scenario) {
    return scenario.contains("/") || scenario.endsWith(".yaml") || scenario.endsWith(".yml");
  }

  private static UsageException noFile(String scenario) {
    String name = Path.of(scenario).getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return new UsageException(
        "there is no file " + scenario,
        Catalog.names().contains(name)
            ? "the bundled scenario of that name runs by `" + name + "` alone"
            : "check the path; `cachebench scenarios` lists the bundled ones, which need none");
  }

  private static UsageException unknown(String name) {
    List<String> names = Catalog.names();
    return new UsageException(
        "there is no file and no bundled scenario `"
            + name
            + "`"
            + NearestWord.question(name, names),
        "bundled are " + String.join(", ", names));
  }
}
