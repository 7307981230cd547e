package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code targets}: the common ground, then the preset's switches, then the target's own keys.
 */
final class TargetsReader {
  static final Keys TARGET = Keys.mapping().with("preset", "class", "role").with(CacheReader.KEYS);
  static final Keys KEYS = Keys.named(TARGET, "class");

  /** A binary name; a nested class is written with a dollar sign. */
  private static final Pattern CLASS =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

  private final CacheLayer common;
  private @Nullable String baseline;

  TargetsReader(CacheLayer common) {
    this.common = common;
  }

  List<TargetConfig> targets(Cursor cursor) {
    List<TargetConfig> targets = new ArrayList<>();
    List<Cursor> named = cursor.named();
    if (named.isEmpty() && cursor.isMapping()) {
      cursor.problem("must have at least one target", "write `targets: {hardened: {}}`");
    }
    named.forEach(each -> targets.add(target(each)));
    return targets;
  }

  private TargetConfig target(Cursor cursor) {
    String name = Choice.key(cursor);
    if (name.equals(GateParser.BASE)) {
      cursor
          .findings()
          .problem(
              cursor.anchor(),
              cursor.path(),
              "`base` is the word of gates for the baseline run",
              "give the target another name");
    }
    Fields fields = cursor.fields(TARGET);
    Cursor ownClass = fields.get("class");
    String className = ownClass == null ? null : className(ownClass);
    if (ownClass != null && fields.has("preset")) {
      ownClass.problem("excludes `preset`", "keep one of them");
    }
    Preset preset =
        className != null
            ? Preset.OWN
            : fields.read("preset", Preset.HARDENED, TargetsReader::preset);
    Role role = fields.read("role", Role.CANDIDATE, this::role);
    CacheLayer own = CacheReader.layer(fields, common, CacheDefaults.breaker(preset));
    checkMechanisms(fields, preset);
    return new TargetConfig(
        name, preset, role, CacheDefaults.resolve(preset, common, own), className);
  }

  private static @Nullable String className(Cursor cursor) {
    if (!cursor.isOf("the name of a class")) {
      return null;
    }
    if (!CLASS.matcher(cursor.word()).matches()) {
      cursor.problem(
          "must be the name of a class, but was " + cursor.node().kind(),
          "write it with its package, as in `class: com.example.MyCache`");
      return null;
    }
    return cursor.word();
  }

  private static Preset preset(Cursor cursor) {
    List<String> words =
        Arrays.stream(Preset.values())
            .filter(preset -> preset != Preset.OWN)
            .map(Preset::word)
            .toList();
    String word = cursor.oneOf(words);
    return Arrays.stream(Preset.values())
        .filter(preset -> preset.word().equals(word))
        .findFirst()
        .orElse(Preset.HARDENED);
  }

  private Role role(Cursor cursor) {
    String word = cursor.oneOf(List.of("baseline", "control", "candidate"));
    if (word == null) {
      return Role.CANDIDATE;
    }
    if (word.equals("baseline") && baseline != null) {
      cursor.problem(
          "`" + baseline + "` is the baseline already", "write `role: control` for one of them");
    } else if (word.equals("baseline")) {
      baseline = cursor.path().split("\\.")[1];
    }
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static void checkMechanisms(Fields fields, Preset preset) {
    Set<String> has = CacheDefaults.mechanisms(preset);
    for (String mechanism :
        List.of(
            "l1",
            "l2",
            "budget",
            "jitter",
            "coalescing",
            "fence",
            "checksum",
            "breaker",
            "origin-limit",
            "stale-if-error",
            "background-load",
            "retry-budget",
            "negative",
            "error-cache",
            "early-expiry",
            "refresh-ahead")) {
      Cursor cursor = fields.get(mechanism);
      if (cursor != null && !cursor.isOff() && !has.contains(mechanism)) {
        lacks(cursor, preset, mechanism);
      }
    }
    Cursor l2 = fields.get("l2");
    Cursor budget = l2 == null ? null : l2.inside("budget");
    if (budget != null && has.contains("l2") && !has.contains("budget") && !budget.isOff()) {
      lacks(budget, preset, "budget");
    }
    for (String key : LinkReader.KEYS) {
      Cursor inside = l2 == null ? null : l2.inside(key);
      if (inside != null && has.contains("l2") && !has.contains("link") && !inside.isOff()) {
        lacks(inside, preset, key);
      }
    }
    Cursor l1 = fields.get("l1");
    Cursor policy = l1 == null ? null : l1.inside("policy");
    if (policy != null && CacheDefaults.isAlwaysLru(preset) && policy.word().equals("w-tinylfu")) {
      policy.problem("`" + preset.word() + "` is always lru", "take it out");
    }
  }

  private static void lacks(Cursor cursor, Preset preset, String mechanism) {
    cursor.problem(
        preset == Preset.OWN
            ? "a class of your own brings its own " + mechanism
            : "the preset `" + preset.word() + "` has no " + mechanism,
        "take it out, or build on `preset: hardened`");
  }
}
