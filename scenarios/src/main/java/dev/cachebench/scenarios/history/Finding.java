package dev.cachebench.scenarios.history;

import java.util.List;

/**
 * An answer that is wrong, with the operations that prove it: no fewer would.
 *
 * @param defect what is wrong
 * @param witness the operations in their order, the answer last; one to three
 */
public record Finding(Defect defect, List<HistoryEntry> witness) {

  /** Copies the list. */
  public Finding {
    witness = List.copyOf(witness);
  }

  /** Returns the answer that is wrong. */
  public HistoryEntry answer() {
    return witness.get(witness.size() - 1);
  }
}
