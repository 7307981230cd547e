package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation with an outcome, numbered for arrays.
 *
 * @param operation what was done
 * @param outcome how it ended
 * @param word {@code OPERATION.OUTCOME}
 * @param sumWords names of the exact sums, in the order of {@link Series}
 */
record Cell(Operation operation, Outcome outcome, String word, List<String> sumWords) {

  /** Every cell, in the order of their numbers. */
  static final List<Cell> ALL = all();

  /** Every series, in the order of the sums. */
  static final List<Series> SERIES = List.of(Series.values());

  private static final int OUTCOMES = Outcome.values().length;

  private static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (Outcome outcome : Outcome.values()) {
        String word = operation.word() + "." + outcome.word();
        List<String> sums = new ArrayList<>();
        for (Series series : Series.values()) {
          sums.add(series.word() + "." + word);
        }
        cells.add(new Cell(operation, outcome, word, List.copyOf(sums)));
      }
    }
    return List.copyOf(cells);
  }

  /** Returns the number of a cell. */
  @SuppressWarnings("EnumOrdinal") // array index in the hot path, never stored
  static int number(Operation operation, Outcome outcome) {
    return operation.ordinal() * OUTCOMES + outcome.ordinal();
  }
}
