package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.util.List;
import java.util.stream.Stream;

/** Reads what is asked for: {@code keys}, {@code values}, {@code operations}. */
final class WorkloadReader {
  static final Keys HOT_SET = Keys.mapping().with("keys", "share");
  private static final List<String> LATER =
      List.of("latest", "scan", "gaussian", "exponential", "trace");
  static final Keys DISTRIBUTION =
      Keys.mapping()
          .with("zipfian")
          .with("hot-set", HOT_SET)
          .with("latest", Keys.anything())
          .with("scan", Keys.anything())
          .with("gaussian", Keys.anything())
          .with("exponential", Keys.anything())
          .with("trace", Keys.anything());
  static final Keys KEYS =
      Keys.mapping().with("count", "absent").with("distribution", DISTRIBUTION);
  static final Keys SIZE = Keys.mapping().with("min", "max");
  static final Keys VALUES = Keys.mapping().with("size", SIZE);
  static final Keys OPERATIONS = Keys.mapping().with("get", "put", "update", "delete", "change");

  static final KeysConfig NO_KEYS = new KeysConfig(10_000, new KeyDistribution.Uniform());
  static final ValuesConfig ONE_KIB = new ValuesConfig(new DataSize(1024), new DataSize(1024));
  static final OperationWeights ONLY_GETS = new OperationWeights(100, 0, 0, 0);
  private static final double MAX_SIZE = 64 << 20;

  private WorkloadReader() {}

  static KeysConfig keys(Cursor cursor) {
    Fields fields = cursor.fields(KEYS);
    int count =
        fields
            .require(
                "count",
                "say how many keys there are: `count: 10_000`",
                10_000L,
                c -> c.whole(10_000, 1, 100_000_000))
            .intValue();
    return new KeysConfig(
        count,
        fields.read("distribution", new KeyDistribution.Uniform(), c -> distribution(c, count)),
        fields.read("absent", 0.0, c -> c.number(UnitTable.RATIO, 0, 0, 1)));
  }

  private static KeyDistribution distribution(Cursor cursor, int count) {
    if (!cursor.isMapping()) {
      return distributionWord(cursor);
    }
    Fields fields = cursor.fields(DISTRIBUTION);
    Cursor choice = Choice.one(fields, List.copyOf(DISTRIBUTION.names()));
    if (choice == null) {
      return new KeyDistribution.Uniform();
    }
    return switch (Choice.key(choice)) {
      case "zipfian" -> new KeyDistribution.Zipfian(choice.positive(UnitTable.NUMBER, 0.99, 10));
      case "hot-set" -> hotSet(choice, count);
      default -> later(choice, Choice.key(choice));
    };
  }

  private static KeyDistribution distributionWord(Cursor cursor) {
    List<String> words =
        Stream.concat(Stream.of("uniform", "zipfian", "hot-set", "sequential"), LATER.stream())
            .toList();
    String word = cursor.oneOf(words);
    if (word == null) {
      return new KeyDistribution.Uniform();
    }
    if (LATER.contains(word)) {
      return later(cursor, word);
    }
    if (word.equals("zipfian")) {
      cursor.problem("needs its exponent", "write `{zipfian: 0.99}`");
    } else if (word.equals("hot-set")) {
      cursor.problem("needs its settings", "write `{hot-set: {keys: 10, share: 90%}}`");
    }
    return word.equals("sequential")
        ? new KeyDistribution.Sequential()
        : new KeyDistribution.Uniform();
  }

  private static KeyDistribution later(Cursor cursor, String word) {
    cursor.unavailable(
        "distribution: " + word, "write uniform, sequential, `{zipfian: 0.99}` or a hot-set");
    return new KeyDistribution.Uniform();
  }

  private static KeyDistribution hotSet(Cursor cursor, int count) {
    Fields fields = cursor.fields(HOT_SET);
    String hint = "write `{hot-set: {keys: 10, share: 90%}}`";
    int hot = fields.require("keys", hint, 1L, c -> c.whole(1, 1, 100_000_000)).intValue();
    double share = fields.require("share", hint, 0.5, c -> c.number(UnitTable.RATIO, 0.5, 0, 1));
    Cursor keys = fields.get("keys");
    if (keys != null && hot >= count) {
      keys.problem(
          "must be fewer than the " + count + " keys of `keys.count`, but was " + hot, null);
    }
    return new KeyDistribution.HotSet(hot, share);
  }

  static ValuesConfig values(Cursor cursor) {
    Fields fields = cursor.fields(VALUES);
    return fields.require("size", "write `size: 1KiB`", ONE_KIB, WorkloadReader::sizes);
  }

  private static ValuesConfig sizes(Cursor cursor) {
    if (!cursor.isMapping()) {
      DataSize size = size(cursor);
      return new ValuesConfig(size, size);
    }
    Fields fields = cursor.fields(SIZE);
    String hint = "write `size: {min: 200B, max: 4KiB}`";
    DataSize none = new DataSize(0);
    DataSize min = fields.require("min", hint, none, WorkloadReader::size);
    DataSize max = fields.require("max", hint, none, WorkloadReader::size);
    Cursor largest = fields.get("max");
    if (largest != null && max.bytes() > 0 && max.bytes() < min.bytes()) {
      largest.problem("must be at least `min`, " + min + ", but was " + largest.word(), null);
    }
    return new ValuesConfig(min, max);
  }

  private static DataSize size(Cursor cursor) {
    return new DataSize(Math.round(cursor.positive(UnitTable.SIZE, 1024, MAX_SIZE)));
  }

  static OperationWeights operations(Cursor cursor) {
    Fields fields = cursor.fields(OPERATIONS);
    double get = weight(fields, "get");
    double put = weight(fields, "put");
    double update = weight(fields, "update");
    double delete = weight(fields, "delete");
    double change = weight(fields, "change");
    if (get + put + update + delete + change > 0) {
      return new OperationWeights(get, put, update, delete, change);
    }
    List<Cursor> zeros =
        fields.present(List.copyOf(OPERATIONS.names())).stream()
            .filter(c -> c.isScalar() && c.word().matches("[0._]+"))
            .toList();
    if (!zeros.isEmpty()) {
      zeros.get(0).problem("one weight must be greater than 0, but all are 0", "write `get: 100`");
    } else if (cursor.isMapping()) {
      cursor.problem("must have a weight", "write `{get: 95, put: 5}`");
    }
    return ONLY_GETS;
  }

  private static double weight(Fields fields, String key) {
    return fields.read(key, 0.0, c -> c.number(UnitTable.NUMBER, 0, 0, 1_000_000));
  }
}
