package dev.cachebench.scenarios.yaml.tree;

import dev.cachebench.scenarios.gate.NearestWord;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The legal keys of one mapping of the file, with their values. */
public final class Fields {
  private final Cursor cursor;
  private final Keys keys;
  private final Node.Mapping mapping;

  private Fields(Cursor cursor, Keys keys, Node.Mapping mapping) {
    this.cursor = cursor;
    this.keys = keys;
    this.mapping = mapping;
  }

  static Fields of(Cursor cursor, Keys keys, Node.Mapping mapping) {
    for (Node.Entry entry : mapping.entries()) {
      if (!keys.names().contains(entry.key().text())) {
        unknown(cursor, keys, entry.key());
      }
    }
    return new Fields(cursor, keys, mapping);
  }

  private static void unknown(Cursor cursor, Keys keys, Node.Scalar key) {
    String question = NearestWord.question(key.text(), keys.names());
    cursor
        .findings()
        .problem(
            key.span(),
            cursor.path(),
            "unknown key " + key.kind() + question,
            question.isEmpty() ? "legal keys here: " + String.join(", ", keys.names()) : null);
  }

  /** Returns the mapping itself, for problems that no single key has. */
  public Cursor whole() {
    return cursor;
  }

  /** Returns whether the key is there. */
  public boolean has(String key) {
    return get(key) != null;
  }

  /** Returns the value of a key, or null when it is not there. */
  public @Nullable Cursor get(String key) {
    if (!keys.names().contains(key)) {
      throw new IllegalArgumentException("key must be registered, but was " + key);
    }
    Node.Entry entry = mapping.entry(key);
    return entry == null
        ? null
        : new Cursor(entry.value(), cursor.under(key), entry.key().span(), cursor.findings());
  }

  /** Returns the value of a key; reports when it is not there. */
  public @Nullable Cursor require(String key, String hint) {
    Cursor value = get(key);
    if (value == null && !(cursor.node() instanceof Node.Refused) && cursor.isMapping()) {
      cursor
          .findings()
          .problem(cursor.anchor(), cursor.path(), "the key `" + key + "` is missing", hint);
    }
    return value;
  }

  /** Reads the value of a key, or answers the fallback when it is not there. */
  public <T> T read(String key, T fallback, Function<Cursor, T> reader) {
    Cursor value = get(key);
    return value == null ? fallback : reader.apply(value);
  }

  /** Reads the value of a key that must be there. */
  public <T> T require(String key, String hint, T fallback, Function<Cursor, T> reader) {
    Cursor value = require(key, hint);
    return value == null ? fallback : reader.apply(value);
  }

  /** Returns those of some keys that are there. */
  public List<Cursor> present(List<String> some) {
    return some.stream().filter(this::has).map(key -> Objects.requireNonNull(get(key))).toList();
  }
}
