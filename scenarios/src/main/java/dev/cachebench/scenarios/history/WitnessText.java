package dev.cachebench.scenarios.history;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.workload.KeyNames;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words which operations prove that an answer is wrong. */
public final class WitnessText {

  private static final double NANOS = 1e9;

  private final KeyNames names;
  private final List<HistoryEntry> witness;

  private WitnessText(KeyNames names, Finding finding) {
    this.names = names;
    this.witness = finding.witness();
  }

  /** Returns a sentence; times are seconds on the run's clock. */
  public static String of(KeyNames names, Finding finding) {
    return new WitnessText(names, finding).text();
  }

  private String text() {
    String key = names.name(witness.get(0).key());
    return key + ": " + witness.stream().map(this::part).collect(Collectors.joining("; "));
  }

  private String part(HistoryEntry entry) {
    return entry.isRead() ? read(entry) : write(entry);
  }

  private static String write(HistoryEntry write) {
    String what = write.operation() == Operation.CHANGE ? "another program changed it" : who(write);
    String until =
        write.ending() == Ending.OK
            ? ", acknowledged at " + seconds(write.endedNanos())
            : ", never acknowledged";
    boolean isTold = write.operation() != Operation.CHANGE && write.node() >= 0;
    return "%s (version %d) at %s%s"
        .formatted(what, write.version(), seconds(write.invokedNanos()), isTold ? until : "");
  }

  private static String who(HistoryEntry write) {
    if (write.node() < 0) {
      return "it was removed";
    }
    String verb =
        switch (write.operation()) {
          case PUT -> "put it";
          case DELETE -> "deleted it";
          default -> "updated it";
        };
    return "node " + write.node() + " " + verb;
  }

  private static String read(HistoryEntry read) {
    return "node %d, asked at %s, answered %s from %s at %s"
        .formatted(
            read.node(),
            seconds(read.invokedNanos()),
            what(read.version()),
            from(read.outcome()),
            seconds(read.endedNanos()));
  }

  private static String what(long version) {
    if (version > 0) {
      return "version " + version;
    }
    return version == HistoryEntry.ABSENT
        ? "\"not found\""
        : version == HistoryEntry.OTHER_KEY ? "another key's value" : "no value of this run";
  }

  private static String from(Outcome outcome) {
    return switch (outcome) {
      case L1, L2 -> outcome.name();
      case STALE -> "what it kept beyond its life";
      case NEGATIVE -> "what it remembers as absent";
      default -> "the origin";
    };
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.4f s", nanos / NANOS);
  }
}
