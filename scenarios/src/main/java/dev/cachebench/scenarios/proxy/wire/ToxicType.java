package dev.cachebench.scenarios.proxy.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of toxics, with the attributes that each has; all are whole numbers, 0 by default. */
public enum ToxicType {
  /** Delays each chunk by {@code latency} ± {@code jitter} ms. */
  LATENCY("latency", "jitter"),
  /** Lets {@code rate} kB (1,000 bytes) per second through; 0 stalls. */
  BANDWIDTH("rate"),
  /** Delays the close by {@code delay} ms. */
  SLOW_CLOSE("delay"),
  /** Discards data; closes after {@code timeout} ms without any, never when 0. */
  TIMEOUT("timeout"),
  /** Resets the connection {@code timeout} ms after the first data. */
  RESET_PEER("timeout"),
  /** Cuts chunks into pieces of about {@code average_size} bytes, {@code delay} µs apart. */
  SLICER("average_size", "size_variation", "delay"),
  /** Closes after {@code bytes} bytes. */
  LIMIT_DATA("bytes"),
  /** Does nothing. */
  NOOP,
  /** Not Toxiproxy's: changes {@code bytes} bytes in {@code percent} of RESP's longer strings. */
  CORRUPT("percent", "bytes"),
  /** Not Toxiproxy's: swaps {@code percent} of RESP replies with the next within {@code wait}. */
  DESYNC("percent", "wait");

  private static final long ALL = 100;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> attributes;

  ToxicType(String... attributes) {
    this.attributes = List.of(attributes);
  }

  /** Returns the word of the HTTP interface. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the names of its attributes, in the order in which they are shown. */
  public List<String> attributes() {
    return attributes;
  }

  /** Returns the type of that word, or null. */
  public static @Nullable ToxicType of(String word) {
    for (ToxicType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    return null;
  }

  /**
   * Returns what is impossible about some attributes, or null. A real server crashes on these, or
   * does not know the type.
   *
   * @param values of every attribute
   */
  public @Nullable String problem(Map<String, Long> values) {
    if (this == BANDWIDTH && values.getOrDefault("rate", 0L) < 0) {
      return "rate must be 0 or more";
    }
    if (this == CORRUPT || this == DESYNC) {
      long percent = values.getOrDefault("percent", 0L);
      return percent < 1 || percent > ALL ? "percent must be 1 to 100" : negative(values);
    }
    if (this == SLICER) {
      long size = values.getOrDefault("average_size", 0L);
      long variation = values.getOrDefault("size_variation", 0L);
      if (size < 1 || variation < 0 || variation >= size) {
        return "average_size must be 1 or more, and size_variation 0 or more and below it";
      }
    }
    return null;
  }

  private static @Nullable String negative(Map<String, Long> values) {
    return values.values().stream().anyMatch(value -> value < 0)
        ? "attributes must be 0 or more"
        : null;
  }
}
