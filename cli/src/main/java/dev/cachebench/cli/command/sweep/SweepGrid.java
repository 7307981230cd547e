package dev.cachebench.cli.command.sweep;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which policies a sweep compares at which capacities. */
final class SweepGrid {

  /** Shares of a trace's keys, percent, when nobody says how large the cache is. */
  private static final int[] SHARES = {1, 2, 5, 10, 20, 50};

  private static final double[] LADDER = {0.25, 0.5, 1, 2, 4};

  /** What asks for a whole curve, and how many capacities that is. */
  private static final String AUTO = "auto";

  private static final int AUTO_SIZES = 24;
  private static final double AUTO_SPAN = 1_000;

  private static final String SIZE_HINT = "write --sizes 500,1_000,2_000, 64MiB,1GiB or auto";

  @Option(
      names = "--policies",
      paramLabel = "NAME",
      split = ",",
      description =
          "Policies, by comma: lru, fifo, clock, sieve, s3-fifo, lfu, arc, w-tinylfu, opt,"
              + " opt-bypass (default: all that can).")
  private List<String> policies = List.of();

  @Option(
      names = "--sizes",
      paramLabel = "SIZE",
      split = ",",
      description =
          "Capacities, by comma: entries (500,2_000), bytes (64MiB,1GiB) where the trace has sizes,"
              + " or auto, which is 24 from a thousandth of the trace's keys to all (default: a"
              + " quarter to four times the l1.capacity of the scenario's targets; 1, 2, 5, 10, 20"
              + " and 50 %% of a trace's keys).")
  private List<String> sizes = List.of();

  /** Returns whether anything was asked for. */
  boolean isGiven() {
    return !policies.isEmpty() || !sizes.isEmpty();
  }

  /** Checks all that can be checked without a trace. */
  void check() {
    chosen();
    boolean isAuto = sizes.stream().anyMatch(SweepGrid::isAuto);
    if (isAuto && sizes.size() > 1) {
      throw new UsageException("--sizes auto goes alone", SIZE_HINT);
    }
    List<Capacity> asked = asked();
    if (asked.stream().map(Capacity::unit).distinct().count() > 1) {
      throw new UsageException("--sizes are entries or bytes, not both", SIZE_HINT);
    }
    if (isBytes(asked)) {
      chosen().stream().filter(kind -> !kind.canWeigh()).forEach(SweepGrid::refuse);
    }
  }

  private static void refuse(PolicyKind kind) {
    throw new UsageException(
        kind.word() + " is defined for entries of one size only",
        "leave it out of --policies, or give --sizes in entries");
  }

  /** Returns the policies, in the order of tables. */
  List<PolicyKind> policies() {
    List<PolicyKind> chosen = chosen();
    boolean mustWeigh = isBytes(asked());
    return Stream.of(PolicyKind.values())
        .filter(kind -> chosen.isEmpty() || chosen.contains(kind))
        .filter(kind -> !mustWeigh || kind.canWeigh())
        .toList();
  }

  private List<PolicyKind> chosen() {
    return policies.stream().map(SweepGrid::policy).toList();
  }

  private List<Capacity> asked() {
    return sizes.stream()
        .filter(text -> !isAuto(text))
        .map(SweepGrid::size)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isBytes(List<Capacity> capacities) {
    return !capacities.isEmpty() && capacities.get(0).unit() == Capacity.Unit.BYTES;
  }

  private static boolean isAuto(String text) {
    return text.strip().equals(AUTO);
  }

  /**
   * Returns the capacities, smallest first.
   *
   * @param capacities those of the scenario's targets; may be empty
   * @param trace whole, or a sample
   */
  List<Capacity> capacities(List<Integer> capacities, Trace trace) {
    List<Capacity> asked = asked();
    if (!asked.isEmpty()) {
      if (isBytes(asked) && !trace.hasSizes()) {
        throw new UsageException(
            "--sizes are bytes, but the trace does not tell how large its keys are",
            "give --sizes in entries; oracleGeneral has sizes, and csv with --size-column");
      }
      return asked;
    }
    double keys = trace.distinct() / trace.share();
    List<Long> usual = new ArrayList<>();
    if (!sizes.isEmpty()) {
      double step = Math.pow(AUTO_SPAN, 1.0 / (AUTO_SIZES - 1));
      IntStream.range(0, AUTO_SIZES)
          .forEach(i -> usual.add(Math.round(keys / AUTO_SPAN * Math.pow(step, i))));
    } else if (capacities.isEmpty()) {
      IntStream.of(SHARES).forEach(share -> usual.add((long) (keys * share / 100.0)));
    } else {
      for (int capacity : capacities) {
        for (double factor : LADDER) {
          usual.add((long) Math.min(capacity * factor, keys));
        }
      }
    }
    return usual.stream()
        .map(size -> Capacity.entries(Math.max(1, size)))
        .distinct()
        .sorted()
        .toList();
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

  private static Capacity size(String text) {
    String word = text.strip();
    if (word.matches("\\d+(_\\d+)*")) {
      String plain = word.replace("_", "").replaceFirst("^0+(?=.)", "");
      if (plain.length() <= 9 && !plain.equals("0")) {
        return Capacity.entries(Long.parseLong(plain));
      }
    } else if (word.matches("\\d[\\d_.]*[KMG]?i?B")) {
      return bytes(text, word);
    }
    throw refused(text);
  }

  private static Capacity bytes(String text, String word) {
    try {
      long bytes = UnitTable.SIZE.parse(word).longValue();
      if (bytes >= 1 && bytes <= 1L << 50) {
        return Capacity.bytes(bytes);
      }
    } catch (UnitException e) {
      // Said below.
    }
    throw refused(text);
  }

  private static UsageException refused(String text) {
    return new UsageException(
        "a size must be a whole number of entries from 1 to 999,999,999, or of bytes with a unit, but was `"
            + text
            + "`",
        SIZE_HINT);
  }
}
