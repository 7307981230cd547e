package dev.cachebench.cli.command.machine;

import dev.cachebench.scenarios.micro.MicroResults;
import dev.cachebench.scenarios.result.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the ratios of a run of micro-benchmarks for other programs. */
final class MicroFiles {

  private final Path directory;

  MicroFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes {@code ratios.json} and {@code ratios.csv}; times in ns. */
  void write(MicroResults results) throws IOException {
    Files.writeString(directory.resolve("ratios.json"), JsonLines.encode(results) + "\n");
    List<String> rows = results.ratios().stream().map(MicroFiles::row).toList();
    Files.write(
        directory.resolve("ratios.csv"),
        Stream.concat(Stream.of("path,over,under,ratio,low,high"), rows.stream()).toList());
  }

  private static String row(MicroResults.Ratio ratio) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%.4f,%.4f,%.4f",
        ratio.path(),
        ratio.over(),
        ratio.under(),
        ratio.ratio(),
        ratio.low(),
        ratio.high());
  }
}
