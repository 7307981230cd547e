package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.time.Duration;
import java.util.List;

/** Reads {@code load}, of the scenario and of a phase. */
final class LoadReader {
  static final Keys KEYS =
      Keys.mapping().with("rate", "arrivals", "users", "think-time", "from", "to");

  private static final List<String> ARRIVALS = List.of("poisson", "constant");
  private static final Rate NO_RATE = new Rate(1);
  private static final double MAX_RATE = 10_000_000;
  private static final String HINT =
      "write `{rate: 1500/s}` for an open load, `{users: 32}` for a closed one, or `none`";

  private LoadReader() {}

  /**
   * Reads a load.
   *
   * @param keys the legal keys
   * @param usual what {@code arrivals} is when it is not there
   */
  static LoadModel load(Cursor cursor, Keys keys, Arrivals usual) {
    if (cursor.word().equals("none") || cursor.isOff()) {
      return new LoadModel.None();
    }
    if (cursor.isScalar()) {
      cursor.problem("must be a mapping or `none`, but was " + cursor.node().kind(), HINT);
      return new LoadModel.None();
    }
    Fields fields = cursor.fields(keys);
    List<Cursor> ramp = fields.present(List.of("from", "to"));
    if (!ramp.isEmpty()) {
      ramp.forEach(end -> rate(end));
      ramp.get(0).unavailable("load." + Choice.key(ramp.get(0)), "write a constant `rate`");
      return new LoadModel.None();
    }
    Cursor rate = fields.get("rate");
    Cursor users = fields.get("users");
    if (rate != null && users != null) {
      users.problem("excludes `rate`: a load is either open or closed", HINT);
    } else if (rate != null) {
      return open(fields, rate, usual);
    } else if (users != null) {
      return closed(fields, users);
    } else if (cursor.isMapping()) {
      cursor.problem("must have `rate` or `users`", HINT);
    }
    return new LoadModel.None();
  }

  private static LoadModel open(Fields fields, Cursor rate, Arrivals usual) {
    Cursor think = fields.get("think-time");
    if (think != null) {
      think.problem("only users think; an open load has a rate", "take it out, or write `users`");
    }
    return new LoadModel.Open(rate(rate), fields.read("arrivals", usual, LoadReader::arrivals));
  }

  private static Rate rate(Cursor cursor) {
    if (cursor.isScalar() && cursor.word().matches("0(\\.0*)?(/[sm])?|-.*")) {
      cursor.problem(
          "must be greater than 0, but was " + cursor.word(),
          "to send nothing during a phase, use `load: none`");
      return NO_RATE;
    }
    return new Rate(cursor.positive(UnitTable.RATE, 1, MAX_RATE));
  }

  private static Arrivals arrivals(Cursor cursor) {
    return "constant".equals(cursor.oneOf(ARRIVALS)) ? Arrivals.CONSTANT : Arrivals.POISSON;
  }

  private static LoadModel closed(Fields fields, Cursor users) {
    Cursor arrivals = fields.get("arrivals");
    if (arrivals != null) {
      arrivals.problem("users arrive when they have their answer", "take it out, or write `rate`");
    }
    return new LoadModel.Closed(
        (int) users.whole(1, 1, 10_000),
        fields.read("think-time", Duration.ZERO, c -> c.duration(Duration.ZERO)));
  }
}
