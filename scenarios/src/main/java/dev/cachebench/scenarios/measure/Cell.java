package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation with an outcome, numbered for arrays. Gets that waited for another's load have a
 * cell of their own, whose words are those of the origin's.
 *
 * @param operation what was done
 * @param outcome how it ended
 * @param isCoalesced whether it waited for another's load
 * @param word {@code OPERATION.OUTCOME}
 * @param sumWords names of the exact sums, in the order of {@link Series}
 */
record Cell(
    Operation operation, Outcome outcome, boolean isCoalesced, String word, List<String> sumWords) {

  /** Every cell, in the order of their numbers. */
  static final List<Cell> ALL = all();

  /** Every series, in the order of the sums. */
  static final List<Series> SERIES = List.of(Series.values());

  /** The number of the cell of gets that waited for another's load. */
  static final int COALESCED = ALL.size() - 1;

  private static final int OUTCOMES = Outcome.values().length;

  private static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        cells.add(cell(operation, outcome, false));
      }
    }
    cells.add(cell(Operation.GET, Outcome.ORIGIN, true));
    return List.copyOf(cells);
  }

  private static Cell cell(Operation operation, Outcome outcome, boolean isCoalesced) {
    String word = operation.word() + "." + outcome.word();
    List<String> sums = new ArrayList<>();
    for (Series series : Series.values()) {
      sums.add(series.word() + "." + word);
    }
    return new Cell(operation, outcome, isCoalesced, word, List.copyOf(sums));
  }

  /** Returns the number of the cell of operations that waited for nobody's load. */
  @SuppressWarnings("EnumOrdinal") // array index in the hot path, never stored
  static int number(Operation operation, Outcome outcome) {
    return operation.ordinal() * OUTCOMES + outcome.ordinal();
  }
}
