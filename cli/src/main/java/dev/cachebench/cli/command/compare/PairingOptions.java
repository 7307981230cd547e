package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.input.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how {@code run} runs two sides in turn. */
public final class PairingOptions {

  private static final int MOST_PAIRS = 1000;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description =
          "Run two sides in turn, N times in random order, and compare them; 10 is usual. Where"
              + " that is inconclusive, 10 more, at most twice.")
  private @Nullable Integer pairs;

  @Option(
      names = "--baseline-jar",
      paramLabel = "FILE",
      description =
          "With --pairs: compare the candidates with those of this build (default: compare two"
              + " targets).")
  private @Nullable Path baselineJar;

  public boolean isAsked() {
    if (pairs == null && baselineJar != null) {
      throw new UsageException(
          "--baseline-jar is for --pairs", "add --pairs 10, or leave the jar out");
    }
    return pairs != null;
  }

  /**
   * Returns how many pairs are asked for.
   *
   * @throws UsageException if it is out of range
   */
  public int pairs() {
    int count = pairs == null ? 0 : pairs;
    if (count < 1 || count > MOST_PAIRS) {
      throw new UsageException(
          "--pairs must be 1 to %d, but was %d".formatted(MOST_PAIRS, count),
          "5 are the least that say something, 10 are usual, 20 where p99 matters");
    }
    return count;
  }

  /** Returns the jar of the baseline, or null where two targets are compared. */
  public @Nullable Path baselineJar() {
    return baselineJar;
  }
}
