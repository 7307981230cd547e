package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a mapping in which one of several keys says what the value is. */
final class Choice {
  private Choice() {}

  /** Returns the one key that is there; reports none and several. */
  static @Nullable Cursor one(Fields fields, List<String> keys) {
    List<Cursor> present = fields.present(keys);
    if (present.size() == 1) {
      return present.get(0);
    }
    String all = String.join(", ", keys);
    if (present.isEmpty()) {
      fields.whole().problem("must have one of " + all, null);
    } else {
      present.get(1).problem("excludes `" + key(present.get(0)) + "`", "keep one of " + all);
    }
    return null;
  }

  /** Returns the last step of a path. */
  static String key(Cursor cursor) {
    return cursor.path().substring(cursor.path().lastIndexOf('.') + 1);
  }
}
