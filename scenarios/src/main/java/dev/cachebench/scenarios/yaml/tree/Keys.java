package dev.cachebench.scenarios.yaml.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The legal keys of a mapping, so that the readers' registrations read as the schema.
 *
 * <p>Immutable.
 */
public final class Keys {
  private enum Kind {
    MAPPING,
    LIST,
    NAMED,
    VALUE,
    ANYTHING
  }

  private static final String ITEM = "[]";
  private static final String NAME = "*";

  private final Kind kind;
  private final Map<String, Keys> children;

  private Keys(Kind kind, Map<String, Keys> children) {
    this.kind = kind;
    this.children = children;
  }

  /** Returns a mapping without keys, to which {@link #with} adds. */
  public static Keys mapping() {
    return new Keys(Kind.MAPPING, Map.of());
  }

  /** Returns a list of items. */
  public static Keys list(Keys item) {
    return new Keys(Kind.LIST, Map.of(ITEM, item));
  }

  /** Returns a mapping whose keys are names of the user's. */
  public static Keys named(Keys each) {
    return new Keys(Kind.NAMED, Map.of(NAME, each));
  }

  /** Returns a value whose inside is not looked at. */
  public static Keys anything() {
    return new Keys(Kind.ANYTHING, Map.of());
  }

  /** Returns these keys and others that hold plain values. */
  public Keys with(String... names) {
    Keys all = this;
    for (String name : names) {
      all = all.with(name, new Keys(Kind.VALUE, Map.of()));
    }
    return all;
  }

  /** Returns these keys and one more. */
  public Keys with(String name, Keys child) {
    Map<String, Keys> more = new LinkedHashMap<>(children);
    more.put(name, child);
    return new Keys(kind, more);
  }

  /** Returns these keys and those of another mapping. */
  public Keys with(Keys other) {
    Map<String, Keys> more = new LinkedHashMap<>(children);
    more.putAll(other.children);
    return new Keys(kind, more);
  }

  /** Returns the legal keys, in the order of the documentation. */
  public Set<String> names() {
    return children.keySet();
  }

  /** Returns whether the keys are names of the user's. */
  boolean isNamed() {
    return kind == Kind.NAMED;
  }

  boolean isAnything() {
    return kind == Kind.ANYTHING;
  }

  /** Returns what stands under a key, or null when there is no such key. */
  @Nullable Keys child(String key) {
    return switch (kind) {
      case MAPPING -> children.get(key);
      case NAMED -> children.get(NAME);
      case ANYTHING -> this;
      case LIST, VALUE -> null;
    };
  }

  /** Returns what each item of a list is, or null when this is no list. */
  public @Nullable Keys item() {
    return kind == Kind.ANYTHING ? this : kind == Kind.LIST ? children.get(ITEM) : null;
  }

  /** Returns every path below, such as {@code phases[].load.rate} and {@code targets.*.role}. */
  public Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    addPaths("", paths);
    return paths;
  }

  private void addPaths(String prefix, Set<String> paths) {
    children.forEach(
        (name, child) -> {
          String path = name.equals(ITEM) || prefix.isEmpty() ? prefix + name : prefix + "." + name;
          if (kind == Kind.MAPPING) {
            paths.add(path);
          }
          child.addPaths(path, paths);
        });
  }
}
