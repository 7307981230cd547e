package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.HistoryConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;

/** Reads whether every operation is kept: {@code history}. */
final class HistoryReader {

  static final Keys KEYS = Keys.mapping().with("operations");

  private static final long MOST = 100_000_000;

  private HistoryReader() {}

  static HistoryConfig history(Cursor cursor) {
    if (!cursor.isMapping()) {
      return new HistoryConfig(cursor.isSwitchedOn(false), HistoryConfig.USUAL);
    }
    Fields fields = cursor.fields(KEYS);
    long operations =
        fields.read("operations", HistoryConfig.USUAL, c -> c.whole(HistoryConfig.USUAL, 1, MOST));
    return new HistoryConfig(true, operations);
  }
}
