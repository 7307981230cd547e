package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.RunDirectories;
import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.command.judge.JudgedRun;
import dev.cachebench.reports.compare.Side;
import dev.cachebench.reports.judge.JudgeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the runs of one side of a comparison. */
final class SideReader {

  private SideReader() {}

  /**
   * Reads one run after the other; only their figures stay in memory.
   *
   * @param directory a run directory, or a directory of them
   * @throws UsageException if there is none
   */
  static Side read(Path directory) throws IOException {
    JudgeOptions judging = JudgeOptions.defaults(ToolVersion.text());
    List<Side.Run> runs = new ArrayList<>();
    for (Path run : RunDirectories.of(directory)) {
      JudgedRun judged = JudgedRun.of(run, judging);
      runs.add(Side.Run.of(run.toString(), judged.data(), judged.report()));
    }
    return new Side(directory.toString(), runs);
  }
}
