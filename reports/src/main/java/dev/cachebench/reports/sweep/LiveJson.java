package dev.cachebench.reports.sweep;

import dev.cachebench.reports.model.Interval;
import dev.cachebench.scenarios.sim.L1Replay;
import java.util.LinkedHashMap;
import java.util.Map;

/** A live sweep as JSON: one object for each point, times in ns. */
public final class LiveJson {

  private LiveJson() {}

  /** Returns the sweep as JSON, indented, with a last line feed. */
  public static String write(LiveSweep sweep) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scenario", sweep.scenario());
    json.put("seed", sweep.seed());
    json.put("paths", sweep.paths());
    json.put("points", sweep.points().stream().map(LiveJson::point).toList());
    return SweepJson.MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> point(LivePoint point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("values", point.values());
    json.put("directory", point.directory());
    json.put("verdict", point.verdict());
    Map<String, Object> targets = new LinkedHashMap<>();
    point.targets().forEach(target -> targets.put(target.name(), target(target)));
    json.put("targets", targets);
    return json;
  }

  private static Map<String, Object> target(LivePoint.Target target) {
    Map<String, Object> json = new LinkedHashMap<>();
    target.figures().forEach((metric, figure) -> json.put(metric, figure(figure)));
    if (target.simulated() != null) {
      json.put("simulated.l1", simulated(target));
    }
    return json;
  }

  private static Map<String, Object> figure(LivePoint.Figure figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", figure.value());
    Interval interval = figure.interval();
    if (interval != null) {
      json.put("low", interval.low());
      json.put("high", interval.high());
    }
    if (figure.invalid() != null) {
      json.put("invalid", figure.invalid());
    }
    return json;
  }

  /** Returns the simulated hit ratios by what they take into account; empty without any. */
  static Map<String, Double> simulated(LivePoint.Target target) {
    L1Replay.HitRatios ratios = target.simulated();
    Map<String, Double> byPart = new LinkedHashMap<>();
    if (ratios != null) {
      byPart.put("capacity", ratios.capacity());
      byPart.put("lives", ratios.lives());
      byPart.put("writes", ratios.writes());
    }
    return byPart;
  }
}
