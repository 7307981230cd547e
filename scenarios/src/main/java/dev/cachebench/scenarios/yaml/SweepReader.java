package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Findings;
import dev.cachebench.scenarios.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code sweep}: paths of the scenario, each with the values to run it with. */
final class SweepReader {

  private static final int MOST_POINTS = 100;

  private final Function<List<Setting>, ScenarioDocument> scenarios;
  private final Findings findings;

  /**
   * Creates one.
   *
   * @param scenarios reads the scenario with some settings laid over it; throws {@link
   *     InvalidScenarioException} if it is none
   */
  SweepReader(Function<List<Setting>, ScenarioDocument> scenarios, Findings findings) {
    this.scenarios = scenarios;
    this.findings = findings;
  }

  /** A path with its values; each knows where it stands. */
  private record Axis(String path, List<Cursor> values) {

    Setting setting(Cursor value) {
      return new Setting(path, value.word());
    }
  }

  /** Returns every combination of values, the last path changing fastest; empty after a problem. */
  List<SweepPoint> points(Cursor sweep) {
    List<Axis> axes = axes(sweep);
    if (!findings.isClean()) {
      return List.of();
    }
    long count =
        axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
    if (count > MOST_POINTS) {
      sweep.problem(
          "makes " + count + " runs of all combinations, more than " + MOST_POINTS,
          "take fewer values, or sweep one path after the other");
      return List.of();
    }
    axes.forEach(axis -> axis.values().forEach(value -> check(axes, axis, value)));
    return findings.isClean() ? combined(axes) : List.of();
  }

  private List<Axis> axes(Cursor sweep) {
    List<Axis> axes = new ArrayList<>();
    if (!(sweep.node() instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      sweep.problem(
          "must name what changes, with its values, but was " + sweep.node().kind(),
          "write it like `sweep: {cache.l1.capacity: [500, 1_000, 2_000]}`");
      return axes;
    }
    for (Node.Entry entry : mapping.entries()) {
      String path = entry.key().text();
      Cursor values = Objects.requireNonNull(sweep.inside(path));
      List<Cursor> items = values.items();
      if (items.size() < 2 && values.node() instanceof Node.Listing) {
        values.problem(
            "must have at least two values", "write them as a list, such as [500, 1_000]");
      }
      items.stream()
          .filter(item -> !item.isScalar())
          .forEach(
              item -> item.problem("must be a plain value, but was " + item.node().kind(), null));
      axes.add(new Axis(path, items));
    }
    return axes;
  }

  /** A value that no scenario can have is a mistake where it stands. */
  private void check(List<Axis> axes, Axis axis, Cursor value) {
    List<Setting> settings = new ArrayList<>();
    for (Axis other : axes) {
      settings.add(other.setting(other.equals(axis) ? value : other.values().get(0)));
    }
    read(settings, value);
  }

  private @Nullable SweepPoint read(List<Setting> settings, Cursor where) {
    try {
      return new SweepPoint(settings, scenarios.apply(settings).scenario());
    } catch (InvalidScenarioException e) {
      Problem first = e.problems().get(0);
      where.problem(
          "makes no scenario: %s %s".formatted(first.path(), first.message()).strip(),
          first.hint());
      return null;
    }
  }

  private List<SweepPoint> combined(List<Axis> axes) {
    List<List<Setting>> all = List.of(List.of());
    for (Axis axis : axes) {
      List<List<Setting>> longer = new ArrayList<>();
      for (List<Setting> settings : all) {
        for (Cursor value : axis.values()) {
          List<Setting> more = new ArrayList<>(settings);
          more.add(axis.setting(value));
          longer.add(more);
        }
      }
      all = longer;
    }
    Cursor last = axes.get(axes.size() - 1).values().get(0);
    return all.stream().map(settings -> read(settings, last)).filter(Objects::nonNull).toList();
  }
}
