package dev.cachebench.reports.judge.law;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what a move of a clock does to entries that live.
 *
 * <p>A time to live T by the node's own wall clock: set back by J, an entry lives J longer; set
 * forward, it dies min(J, T) early. At a rate r it lives T/(1+r). A monotonic clock knows nothing
 * of either. Redis expires by its own wall clock, whoever asks: set forward by J it ends at once
 * the share min(1, J/T) of its entries, their ages being uniform; set back by J, an answer may be
 * older by J than otherwise, which is the life in L2, and in L1 on top where its copies have a life
 * of their own.
 */
public final class ClockLaws {

  private static final double NEAR = 0.05;
  private static final double NOTHING = 0.01;

  private final TargetConfig target;
  private final List<ClockMove> moves;

  /**
   * Creates the laws.
   *
   * @param target the target
   * @param moves what followed each move of a clock, in every round
   */
  public ClockLaws(TargetConfig target, List<ClockMove> moves) {
    this.target = target;
    this.moves = List.copyOf(moves);
  }

  /** Returns one for each move whose effect was watched for long enough. */
  public List<Prediction> predictions() {
    List<Prediction> predictions = new ArrayList<>();
    CacheConfig cache = target.cache();
    // Of a class of the user's own nobody knows which clock it believes in.
    if (target.preset() == Preset.OWN || !cache.l1().enabled()) {
      return predictions;
    }
    List<ClockMove> done = new ArrayList<>();
    for (ClockMove move : moves) {
      if (done.stream().noneMatch(move::isLike)) {
        done.add(move);
        List<ClockMove> alike = moves.stream().filter(move::isLike).toList();
        if (move.isOnRedis()) {
          redis(move, alike, predictions);
        } else {
          nodes(move, alike, predictions);
        }
      }
    }
    return predictions;
  }

  private boolean believesWallClock() {
    return target.preset() == Preset.REVIEWED;
  }

  /** In the reviewed cache what is copied into L1 begins a life of its own. */
  private boolean keepsCopiesOn() {
    return target.preset() == Preset.REVIEWED || target.preset() == Preset.AS_ADVISED;
  }

  private void nodes(ClockMove move, List<ClockMove> alike, List<Prediction> predictions) {
    double ttl = target.cache().l1().ttl().toNanos();
    boolean isStep = move.byNanos() != 0;
    // A change of pace to the right one ends a drift and moves nothing.
    boolean isMove = isStep || move.rate() != 0;
    boolean isBack = isStep ? move.byNanos() < 0 : move.rate() < 0;
    double by = isStep ? Math.abs(move.byNanos()) : ttl * Math.abs(move.rate() / (1 + move.rate()));
    double effect = isBack ? by : Math.min(by, ttl);
    if (!isMove || move.windowNanos() < ttl + effect) {
      return;
    }
    String law =
        !believesWallClock()
            ? "0: a monotonic clock"
            : !isStep ? "T·|r|/(1+r)" : isBack ? "J" : "min(J, T)";
    predictions.add(
        life(
            move,
            (isBack ? "TTL overrun in L1, " : "early expiry in L1, ") + moved(move),
            law,
            believesWallClock() ? effect : 0,
            sample(alike, isBack ? ClockMove::overrunNanos : ClockMove::earlyNanos)));
  }

  private Prediction life(
      ClockMove move, String what, String law, double predicted, Prediction.Sample sample) {
    double ttl = target.cache().l1().ttl().toNanos();
    Map<String, Double> inputs = new LinkedHashMap<>();
    if (move.byNanos() != 0) {
      inputs.put("J", (double) Math.abs(move.byNanos()));
    } else {
      inputs.put("r", move.rate());
    }
    inputs.put("T", ttl);
    double allowed = predicted == 0 ? NOTHING * ttl : NEAR * predicted;
    return new Prediction(
        target.name(),
        move.index(),
        what,
        Quantity.DURATION,
        law,
        inputs,
        sample,
        predicted,
        null,
        null,
        Prediction.Rule.NEAR,
        allowed,
        Math.abs(sample.mean() - predicted) <= allowed);
  }

  private void redis(ClockMove move, List<ClockMove> alike, List<Prediction> predictions) {
    if (!target.cache().l2().enabled()) {
      return;
    }
    if (move.byNanos() > 0) {
      share(move, alike, predictions);
    } else {
      staleness(move, alike, predictions);
    }
  }

  private void share(ClockMove move, List<ClockMove> alike, List<Prediction> predictions) {
    double ttl = target.cache().l2().ttl().toNanos();
    double keys = 0;
    double expired = 0;
    double most = 0;
    for (ClockMove each : alike) {
      Double before = each.keys();
      if (before != null && before > 0) {
        keys += before;
        expired += each.expiredEarly();
        most = Math.max(most, each.expiredEarly() / before);
      }
    }
    if (keys == 0) {
      return;
    }
    double predicted = Math.min(1, move.byNanos() / ttl);
    double error = Math.sqrt(predicted * (1 - predicted) / keys);
    double difference = Math.abs(expired / keys - predicted);
    Double standardErrors = error > 0 ? Double.valueOf(difference / error) : null;
    double allowed = Math.max(Prediction.TOLERANCE * error, NEAR * predicted);
    predictions.add(
        new Prediction(
            target.name(),
            move.index(),
            "share of the entries in Redis that expire at once, " + moved(move),
            Quantity.RATIO,
            "min(1, J/T)",
            inputs(move, ttl),
            new Prediction.Sample((long) keys, "entries", expired / keys, null, most),
            predicted,
            error > 0 ? Double.valueOf(error) : null,
            standardErrors,
            Prediction.Rule.NEAR,
            allowed,
            difference <= allowed));
  }

  /** Copies in L1 that end with the entry in L2 add nothing; those with a life of their own do. */
  private void staleness(ClockMove move, List<ClockMove> alike, List<Prediction> predictions) {
    CacheConfig cache = target.cache();
    double ttl = cache.l2().ttl().toNanos();
    double life = keepsCopiesOn() ? ttl + cache.l1().ttl().toNanos() : ttl;
    double bound = life - move.byNanos();
    Prediction.Sample sample = sample(alike, ClockMove::stalenessNanos);
    if (move.windowNanos() < bound || sample.maximum() == 0) {
      return;
    }
    double allowed = NOTHING * bound;
    predictions.add(
        new Prediction(
            target.name(),
            move.index(),
            "longest staleness, " + moved(move),
            Quantity.DURATION,
            keepsCopiesOn() ? "at most T₂ + T₁ + J" : "at most T₂ + J",
            inputs(move, life),
            sample,
            bound,
            null,
            null,
            Prediction.Rule.BOUND,
            allowed,
            sample.maximum() <= bound + allowed));
  }

  private static String moved(ClockMove move) {
    String whose = move.isOnRedis() ? "its clock" : "the clock of " + move.on();
    if (move.byNanos() == 0) {
      return whose + (move.rate() < 0 ? " slow by " : " fast by ") + share(move.rate());
    }
    return whose
        + (move.byNanos() < 0 ? " set back by " : " set forward by ")
        + Figures.duration((double) Math.abs(move.byNanos()));
  }

  private static String share(double rate) {
    return Figures.percent(Math.abs(rate));
  }

  private static Map<String, Double> inputs(ClockMove move, double ttl) {
    Map<String, Double> inputs = new LinkedHashMap<>();
    inputs.put("J", (double) Math.abs(move.byNanos()));
    inputs.put("T", ttl);
    return inputs;
  }

  private static Prediction.Sample sample(
      List<ClockMove> alike, Function<ClockMove, @Nullable Double> figure) {
    List<Double> figures = alike.stream().map(move -> orZero(figure.apply(move))).toList();
    return new Prediction.Sample(
        figures.size(),
        figures.size() == 1 ? "move of the clock" : "moves of the clock",
        figures.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        null,
        figures.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  private static double orZero(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }
}
