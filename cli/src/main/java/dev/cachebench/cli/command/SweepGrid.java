package dev.cachebench.cli.command;

import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policies a sweep compares at which capacities. */
final class SweepGrid {

  /** Shares of a trace's keys, percent, when nobody says how large the cache is. */
  private static final int[] SHARES = {1, 2, 5, 10, 20, 50};

  private static final double[] LADDER = {0.25, 0.5, 1, 2, 4};

  @Option(
      names = "--policies",
      paramLabel = "NAME",
      split = ",",
      description =
          "Policies, by comma: lru, fifo, clock, sieve, s3-fifo, lfu, arc, w-tinylfu, opt, opt-bypass (default: all).")
  private List<String> policies = List.of();

  @Option(
      names = "--sizes",
      paramLabel = "ENTRIES",
      split = ",",
      description =
          "Capacities, by comma (default: a quarter to four times the l1.capacity of the scenario's"
              + " targets; 1, 2, 5, 10, 20 and 50 %% of a trace's keys).")
  private List<String> sizes = List.of();

  /** Returns the policies, in the order of tables. */
  List<PolicyKind> policies() {
    List<PolicyKind> chosen = policies.stream().map(SweepGrid::policy).toList();
    return Stream.of(PolicyKind.values())
        .filter(kind -> chosen.isEmpty() || chosen.contains(kind))
        .toList();
  }

  /** Returns the capacities that were asked for, smallest first; null when none were. */
  @Nullable List<Integer> sizes() {
    return sizes.isEmpty()
        ? null
        : sizes.stream().map(SweepGrid::size).distinct().sorted().toList();
  }

  /**
   * Returns capacities when none were asked for, smallest first.
   *
   * @param capacities those of the scenario's targets; may be empty
   */
  static List<Integer> usual(List<Integer> capacities, Trace trace) {
    List<Integer> usual = new ArrayList<>();
    for (int capacity : capacities) {
      for (double factor : LADDER) {
        usual.add((int) Math.min(capacity * factor, trace.distinct()));
      }
    }
    if (usual.isEmpty()) {
      IntStream.of(SHARES).forEach(share -> usual.add((int) (trace.distinct() * share / 100.0)));
    }
    return usual.stream().map(size -> Math.max(1, size)).distinct().sorted().toList();
  }

  private static PolicyKind policy(String text) {
    String word = text.strip();
    return PolicyKind.of(word)
        .orElseThrow(
            () ->
                new UsageException(
                    "unknown policy `"
                        + word
                        + "`"
                        + NearestWord.question(word, PolicyKind.words()),
                    "there are " + String.join(", ", PolicyKind.words())));
  }

  private static int size(String text) {
    String digits = text.strip();
    if (digits.matches("\\d+(_\\d+)*")) {
      String plain = digits.replace("_", "").replaceFirst("^0+(?=.)", "");
      if (plain.length() <= 9 && !plain.equals("0")) {
        return Integer.parseInt(plain);
      }
    }
    throw new UsageException(
        "a size must be a whole number of entries from 1 to 999,999,999, but was `" + text + "`",
        "write --sizes 500,1_000,2_000");
  }
}
