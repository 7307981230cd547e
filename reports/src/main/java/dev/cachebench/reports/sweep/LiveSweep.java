package dev.cachebench.reports.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A scenario that was run with one value after the other.
 *
 * <p>Immutable.
 *
 * @param scenario its name
 * @param seed of every run
 * @param paths what changed
 * @param points the runs, in the order of the values
 */
public record LiveSweep(String scenario, long seed, List<String> paths, List<LivePoint> points) {

  /** Name of the file with one line for each figure. */
  public static final String CSV = "sweep.csv";

  /** Name of the file that {@link LiveJson} writes. */
  public static final String JSON = "sweep.json";

  /** Name of the page. */
  public static final String HTML = "report.html";

  /** Copies the lists. */
  public LiveSweep {
    paths = List.copyOf(paths);
    points = List.copyOf(points);
  }

  /** Writes all three files. */
  public void writeAll(Path directory) throws IOException {
    Files.writeString(directory.resolve(CSV), LiveCsv.write(this));
    Files.writeString(directory.resolve(JSON), LiveJson.write(this));
    Files.writeString(directory.resolve(HTML), new LiveHtml(this).write());
  }

  /** Returns the names of the targets, in the scenario's order. */
  List<String> targets() {
    return points.stream()
        .flatMap(point -> point.targets().stream())
        .map(LivePoint.Target::name)
        .distinct()
        .toList();
  }

  /** Returns the target's figures with the values that they belong to. */
  List<Row> rows(String target) {
    return points.stream()
        .flatMap(
            point ->
                point.targets().stream()
                    .filter(each -> each.name().equals(target))
                    .map(each -> new Row(point.values(), each)))
        .toList();
  }

  /** Returns what the sweep is, in a line. */
  String headline() {
    return "%s · %s · %d runs, seed %d"
        .formatted(scenario, String.join(", ", paths), points.size(), seed);
  }

  /** A line of a table. */
  record Row(List<String> values, LivePoint.Target target) {

    String label() {
      return String.join(", ", values);
    }
  }
}
