package dev.cachebench.scenarios.draft;

import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The figures that make a draft. Each is read by the grammar of scenario files. */
public enum DraftField {
  /** Name of the scenario. */
  NAME("name", "What is it called?", "letters, digits, `-` and `_`, such as my-service") {
    @Override
    void check(String text) {
      require(NAMES.matcher(text).matches(), "a name", text);
    }
  },
  /** Keys. */
  KEYS("keys", "How many different keys are asked for?", "a whole number, such as 20_000") {
    @Override
    void check(String text) {
      whole(text, 2, 100_000_000);
    }
  },
  /** Sizes of values. */
  VALUE_SIZE("value-size", "How large is a value?", "a size or a range: 1KiB, or 200B..4KiB") {
    @Override
    void check(String text) {
      List<String> ends = List.of(text.split("\\.\\.", -1));
      require(ends.size() <= 2, "a size or a range", text);
      List<BigDecimal> bytes =
          ends.stream()
              .map(
                  end -> inRange(UnitTable.SIZE, end, BigDecimal.ONE, BigDecimal.valueOf(64 << 20)))
              .toList();
      require(
          bytes.get(0).compareTo(bytes.get(bytes.size() - 1)) <= 0,
          "a range from the smaller to the larger",
          text);
    }
  },
  /** Requests per second. */
  RATE("rate", "How many requests come in, over all instances?", "a rate, such as 1000/s") {
    @Override
    void check(String text) {
      inRange(UnitTable.RATE, text, new BigDecimal("0.1"), BigDecimal.valueOf(1_000_000));
    }
  },
  /** Share of requests that write. */
  WRITES("writes", "Which share of them writes?", "a ratio, such as 5%") {
    @Override
    void check(String text) {
      inRange(UnitTable.RATIO, text, BigDecimal.ZERO, new BigDecimal("0.99"));
    }
  },
  /** Median time of a load. */
  ORIGIN_TIME(
      "origin-time",
      "How long does the origin (the database) take for one value, as a median?",
      "a duration, such as 20ms") {
    @Override
    void check(String text) {
      inRange(UnitTable.DURATION, text, BigDecimal.valueOf(1_000), BigDecimal.valueOf(60e9));
    }
  },
  /** Instances of the service. */
  NODES("nodes", "How many instances of the service are there?", "a whole number up to 64") {
    @Override
    void check(String text) {
      whole(text, 1, 64);
    }
  },
  /** Entries in memory. */
  L1_CAPACITY("l1-capacity", "How many entries may each keep in memory (L1)?", "a whole number") {
    @Override
    void check(String text) {
      whole(text, 1, 100_000_000);
    }
  },
  /** Life in memory. */
  L1_TTL("l1-ttl", "How long do they live there?", "a duration, such as 10s") {
    @Override
    void check(String text) {
      inRange(UnitTable.DURATION, text, BigDecimal.valueOf(1_000_000), YEAR);
    }
  },
  /** Life in Redis. */
  L2_TTL("l2-ttl", "How long do entries live in Redis (L2)?", "a duration, such as 10m") {
    @Override
    void check(String text) {
      inRange(UnitTable.DURATION, text, BigDecimal.valueOf(1_000_000), YEAR);
    }
  },
  /** What goes wrong. */
  TROUBLE("trouble", "What shall go wrong: " + Trouble.words() + "?", "one of " + Trouble.words()) {
    @Override
    void check(String text) {
      require(Stream.of(Trouble.values()).anyMatch(it -> it.word().equals(text)), "a word", text);
    }
  };

  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final BigDecimal YEAR = BigDecimal.valueOf(365L * 24 * 3600 * 1_000_000_000);

  private final String word;
  private final String question;
  private final String expected;

  DraftField(String word, String question, String expected) {
    this.word = word;
    this.question = question;
    this.expected = expected;
  }

  /** Returns its name on the command line, without the dashes. */
  public String word() {
    return word;
  }

  /** Returns what a person is asked. */
  public String question() {
    return question;
  }

  /** Returns what an answer looks like. */
  public String expected() {
    return expected;
  }

  /**
   * Checks an answer.
   *
   * @throws IllegalArgumentException if it is none; the message says what was wrong
   */
  abstract void check(String text);

  static void require(boolean isRight, String what, String text) {
    if (!isRight) {
      throw new IllegalArgumentException("must be " + what + ", but was `" + shown(text) + "`");
    }
  }

  private static void whole(String text, long min, long max) {
    BigDecimal value =
        inRange(UnitTable.NUMBER, text, BigDecimal.valueOf(min), BigDecimal.valueOf(max));
    require(value.stripTrailingZeros().scale() <= 0, "a whole number", text);
  }

  private static BigDecimal inRange(UnitTable table, String text, BigDecimal min, BigDecimal max) {
    BigDecimal value;
    try {
      value = table.parse(text);
    } catch (UnitException e) {
      throw new IllegalArgumentException(shown(e.problem()), e);
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      String end = value.compareTo(min) < 0 ? "too small" : "too large";
      throw new IllegalArgumentException("`" + shown(text) + "` is " + end);
    }
    return value;
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
