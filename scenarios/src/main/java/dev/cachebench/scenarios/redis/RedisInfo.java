package dev.cachebench.scenarios.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What Redis's INFO says. Servers that are kept by others leave fields out; those are 0 or empty.
 *
 * <p>Immutable.
 */
final class RedisInfo {

  private final Map<String, String> fields;

  private RedisInfo(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Reads lines of {@code name:value}. */
  static RedisInfo of(String text) {
    Map<String, String> fields = new HashMap<>();
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return new RedisInfo(fields);
  }

  /** Returns {@code redis} or {@code valkey}. */
  String name() {
    return text("valkey_version").isEmpty() ? "redis" : "valkey";
  }

  String version() {
    String valkey = text("valkey_version");
    return valkey.isEmpty() ? text("redis_version") : valkey;
  }

  String text(String field) {
    return Objects.requireNonNullElse(fields.get(field), "");
  }

  long number(String field) {
    return whole(text(field));
  }

  /** Returns a number inside a field such as {@code keys=5,expires=2}. */
  long part(String field, String name) {
    for (String part : text(field).split(",")) {
      if (part.startsWith(name + "=")) {
        return whole(part.substring(name.length() + 1));
      }
    }
    return 0;
  }

  private static long whole(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
