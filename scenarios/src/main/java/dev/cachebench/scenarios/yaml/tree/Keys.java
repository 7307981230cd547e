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
  private final String maker;

  private Keys(Kind kind, Map<String, Keys> children) {
    this(kind, children, "");
  }

  private Keys(Kind kind, Map<String, Keys> children, String maker) {
    this.kind = kind;
    this.children = children;
    this.maker = maker;
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
    return named(each, "");
  }

  /**
   * Returns a mapping whose keys are names of the user's.
   *
   * @param maker the key that makes a new one when a setting names it, as {@code class} does in
   *     {@code targets.mine.class=com.example.MyCache}; any other key of an unknown name is a
   *     mistake in the name
   */
  public static Keys named(Keys each, String maker) {
    return new Keys(Kind.NAMED, Map.of(NAME, each), maker);
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

  /** Returns whether a setting of that key, in a name that is not there yet, makes it. */
  boolean isMaker(String key) {
    return maker.equals(key);
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
