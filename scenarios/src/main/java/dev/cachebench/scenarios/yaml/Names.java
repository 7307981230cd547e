package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import java.util.Collection;

/** Checks that a name names something. */
final class Names {
  private Names() {}

  /** Returns the name that the value is, or reports that there is no such thing. */
  static String check(Cursor cursor, String what, Collection<String> existing) {
    if (cursor.isOf("the name of a " + what) && !existing.contains(cursor.word())) {
      cursor.problem(message(what, cursor.word(), existing), hint(what, existing));
    }
    return cursor.word();
  }

  /** Says that there is no such thing, and which name is near. */
  static String message(String what, String name, Collection<String> existing) {
    return "there is no " + what + " `" + name + "`" + NearestWord.question(name, existing);
  }

  /** Lists what there is. */
  static String hint(String what, Collection<String> existing) {
    return existing.isEmpty()
        ? "there are no " + what + "s yet"
        : what + "s: " + String.join(", ", existing);
  }
}
