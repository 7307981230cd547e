package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunDirectory;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.Violation;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads a run directory.
 *
 * <p>A last line that was cut off means interrupted; any other damage, and a missing file, is a
 * {@link DamagedRunException}. Safe for use by many threads.
 */
public final class RunDataReader {

  private final ScenarioSource scenarios;

  /** Reads the scenario of a run, as {@code ScenarioReader} does. */
  @FunctionalInterface
  public interface ScenarioSource {

    /**
     * Reads a scenario.
     *
     * @param name where the text comes from, for messages
     * @param text the scenario as YAML
     */
    Scenario read(String name, String text);
  }

  /** Creates one that reads {@code scenario.yaml} as a scenario file. */
  public RunDataReader() {
    this((name, text) -> ScenarioReader.read(name, text, List.of()));
  }

  /**
   * Creates one.
   *
   * @param scenarios reads {@code scenario.yaml}
   */
  public RunDataReader(ScenarioSource scenarios) {
    this.scenarios = scenarios;
  }

  /**
   * Reads every file that a report is computed from.
   *
   * @param runDir the run directory
   * @throws DamagedRunException if a file is missing or damaged; what is wrong inside of {@code
   *     scenario.yaml} is told by the scenario reader's own exception
   */
  public RunData read(Path runDir) {
    RunDirectory directory = new RunDirectory(runDir);
    Path scenarioFile = directory.path(RunFile.SCENARIO);
    Scenario scenario = scenarios.read(scenarioFile.toString(), text(scenarioFile));
    Map<String, Object> environment = environment(directory.path(RunFile.ENVIRONMENT));
    JsonLines.Rows<CountersRow> counters =
        rows(directory, RunFile.COUNTERS, CountersRow.class, RunDataReader::isWhole);
    JsonLines.Rows<RunEvent> events =
        rows(directory, RunFile.EVENTS, RunEvent.class, RunDataReader::isWhole);
    JsonLines.Rows<Violation> violations =
        rows(directory, RunFile.VIOLATIONS, Violation.class, RunDataReader::isWhole);
    HistogramLog log = HistogramLog.read(directory.path(RunFile.INTERVALS));
    boolean isTorn = counters.isTorn() || events.isTorn() || violations.isTorn() || log.isTorn();
    return new RunData(
        scenario,
        environment,
        counters.rows(),
        events.rows(),
        violations.rows(),
        log.histograms(),
        log.seconds(),
        TailCounts.count(directory.path(RunFile.INTERVALS), log.histograms()),
        isTorn);
  }

  private static <T> JsonLines.Rows<T> rows(
      RunDirectory directory, RunFile file, Class<T> type, Predicate<T> isWhole) {
    Path path = directory.path(file);
    JsonLines.Rows<T> rows = JsonLines.read(path, type);
    List<T> lines = rows.rows();
    for (int i = 0; i < lines.size(); i++) {
      if (!isWhole.test(lines.get(i))) {
        throw new DamagedRunException(path, i + 1, "lacks a field that every line has");
      }
    }
    return rows;
  }

  private static boolean isWhole(CountersRow row) {
    return areThere(row.target(), row.phase(), row.counts(), row.sums(), row.max());
  }

  private static boolean isWhole(RunEvent event) {
    return areThere(event.event(), event.details());
  }

  private static boolean isWhole(Violation violation) {
    return areThere(
        violation.target(),
        violation.phase(),
        violation.kind(),
        violation.key(),
        violation.message());
  }

  private static boolean areThere(@Nullable Object... fields) {
    for (Object field : fields) {
      if (field == null) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> environment(Path file) {
    try {
      Map<?, ?> object = JsonLines.decode(text(file), Map.class);
      Map<String, Object> environment = new LinkedHashMap<>();
      object.forEach((key, value) -> environment.put(String.valueOf(key), value));
      return environment;
    } catch (JacksonException e) {
      throw new DamagedRunException(file, 0, "is not one JSON object: " + e.getOriginalMessage());
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DamagedRunException(file, 0, "cannot be read: " + e.getMessage());
    }
  }
}
