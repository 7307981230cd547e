package dev.cachebench.reports.judge;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.GateTier;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.Limit;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.Operator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates gate expressions against the figures of a run.
 *
 * <p>What is invalid or missing is never a pass. A figure with an interval that holds the limit is
 * INCONCLUSIVE: noise explains the difference.
 *
 * <p>A response time counts from the instant at which its request was due, so a late generator can
 * only make it longer, and by no more than it was late. A limit that does not lie within that much
 * below the figure is judged all the same. Immutable.
 */
final class GateJudge {

  private final List<TargetReport> targets;
  private final Validity validity;
  private final @Nullable BaseRun base;
  private final Predicate<@Nullable String> closedPhases;

  /**
   * Creates one.
   *
   * @param targets figures of this run
   * @param validity which of them can be trusted
   * @param base the run that {@code base *} limits refer to; null is none
   * @param closedPhases says of a phase, or of all of them together, whether load there is closed
   */
  GateJudge(
      List<TargetReport> targets,
      Validity validity,
      @Nullable BaseRun base,
      Predicate<@Nullable String> closedPhases) {
    this.targets = List.copyOf(targets);
    this.validity = validity;
    this.base = base;
    this.closedPhases = closedPhases;
  }

  /** Judges one expression for one target; a null phase is all phases together. */
  GateResult judge(GateExpression gate, String target, @Nullable String phase) {
    Side left = side(targets, validity, gate.metric(), target, phase);
    Side right = right(gate, target, phase);
    Answer answer = answer(gate, left, right);
    return new GateResult(
        target,
        phase == null ? PhaseReport.ALL : phase,
        gate.text(),
        gate.metric().word(),
        tier(gate, phase),
        answer.state(),
        left.value(),
        right.value(),
        margin(left.value(), right.value()),
        false,
        answer.reason());
  }

  /** Returns how often such a gate can be judged. */
  GateTier tier(GateExpression gate, @Nullable String phase) {
    boolean isCount = spoiltBy(gate.metric(), phase) == MetricClass.COUNTS;
    return isCount ? GateTier.COUNTS : GateTier.TIMES;
  }

  private record Answer(GateState state, String reason) {}

  /** One side of the relation: a figure, or why there is none, or why it cannot be trusted. */
  private record Side(
      @Nullable Double value,
      @Nullable Interval interval,
      @Nullable String missing,
      List<Spoiler> spoilers) {

    static Side literal(double value) {
      return new Side(value, null, null, List.of());
    }

    static Side missing(String reason) {
      return new Side(null, null, reason, List.of());
    }

    Side times(double factor) {
      if (value == null) {
        return this;
      }
      Interval scaled = interval;
      if (scaled != null) {
        Double high = scaled.high();
        scaled =
            new Interval(
                scaled.low() * factor, high == null ? null : high * factor, scaled.confidence());
      }
      return new Side(value * factor, scaled, missing, spoilers);
    }

    double low() {
      return interval == null ? (value == null ? Double.NaN : value) : interval.low();
    }

    double high() {
      if (interval == null) {
        return value == null ? Double.NaN : value;
      }
      Double high = interval.high();
      return high == null ? Double.POSITIVE_INFINITY : high;
    }
  }

  private Side right(GateExpression gate, String target, @Nullable String phase) {
    Limit limit = gate.limit();
    if (limit instanceof Limit.Literal literal) {
      return Side.literal(literal.value());
    }
    if (limit instanceof Limit.OtherTarget other) {
      return side(targets, validity, gate.metric(), other.target(), phase).times(other.factor());
    }
    if (limit instanceof Limit.Base toBase) {
      return base == null
          ? Side.missing("no baseline run was given; add --baseline RUN_DIR")
          : base(base, gate.metric(), target, phase).times(toBase.factor());
    }
    throw new IllegalStateException("limit must be a known kind, but was " + limit);
  }

  /** Returns the baseline's figure, unless other work or another machine made it what it is. */
  private Side base(BaseRun run, MetricName metric, String target, @Nullable String phase) {
    if (run.otherWork() != null) {
      return Side.missing("the baseline did different work: " + run.otherWork());
    }
    MetricClass of = spoiltBy(metric, phase);
    boolean isMachines = of == MetricClass.LATENCY || of == MetricClass.THROUGHPUT;
    return run.otherMachine() != null && isMachines
        ? Side.missing("the baseline was made on another machine: " + run.otherMachine())
        : side(run.report().targets(), run.report().validity(), metric, target, phase);
  }

  private MetricClass spoiltBy(MetricName metric, @Nullable String phase) {
    boolean isPaced = metric.word().equals(MetricName.ORIGIN_RATE) && closedPhases.test(phase);
    return isPaced ? MetricClass.THROUGHPUT : metric.metricClass();
  }

  private Side side(
      List<TargetReport> in,
      Validity trust,
      MetricName metric,
      String target,
      @Nullable String phase) {
    TargetReport report =
        in.stream().filter(candidate -> candidate.name().equals(target)).findFirst().orElse(null);
    PhaseReport figures = report == null ? null : report.phase(phase);
    if (figures == null) {
      return Side.missing(
          "there is no %s%s".formatted(target, phase == null ? "" : " in " + phase));
    }
    Double value = figures.value(metric.word());
    String why = figures.missing().getOrDefault(metric.word(), "nothing was measured");
    return new Side(
        value,
        interval(figures, metric.word(), value),
        value == null ? why : null,
        trust.spoilers(spoiltBy(metric, phase), target, phase));
  }

  /** A figure that is the benchmark's own in good part may lie as far below as that part. */
  private static @Nullable Interval interval(
      PhaseReport figures, String metric, @Nullable Double value) {
    Interval measured = figures.intervals().get(metric);
    Double share = figures.harness().get(metric);
    if (share == null || value == null) {
      return measured;
    }
    double low = (measured == null ? value : measured.low()) - share * value;
    Double high = measured == null ? value : measured.high();
    return new Interval(Math.max(0, low), high, measured == null ? 1 : measured.confidence());
  }

  private static Answer answer(GateExpression gate, Side left, Side right) {
    for (Side side : List.of(left, right)) {
      if (!side.spoilers().isEmpty() && !isDecidedAllTheSame(gate, left, right)) {
        return new Answer(GateState.INVALID, side.spoilers().get(0).reason());
      }
    }
    if (left.missing() != null) {
      return new Answer(GateState.NO_DATA, left.missing());
    }
    Double value = left.value();
    Double limit = right.value();
    if (value == null || limit == null) {
      return new Answer(GateState.NO_DATA, "the limit has no figure: " + right.missing());
    }
    if (isOrdering(gate.operator()) && isWithinNoise(left, right)) {
      return new Answer(GateState.INCONCLUSIVE, noise(gate, left, right));
    }
    boolean holds = gate.operator().holds(value, limit);
    String reason = figures(gate, value, limit, holds);
    if (!left.spoilers().isEmpty()) {
      reason += "; up to %s of it is the generator's lag".formatted(Figures.duration(excess(left)));
    }
    return new Answer(holds ? GateState.PASS : GateState.FAIL, reason);
  }

  /** Whether the limit lies outside all that the figure could be but for what spoils it. */
  private static boolean isDecidedAllTheSame(GateExpression gate, Side left, Side right) {
    Double value = left.value();
    Double limit = right.value();
    if (value == null
        || limit == null
        || !(gate.limit() instanceof Limit.Literal)
        || !gate.metric().word().startsWith("response-time.")
        || !isOrdering(gate.operator())) {
      return false;
    }
    double excess = excess(left);
    return Double.isFinite(excess) && (limit > left.high() || limit < left.low() - excess);
  }

  /** Nanoseconds by which a figure may be too long; infinite where it may be wrong in any way. */
  private static double excess(Side side) {
    return side.spoilers().stream()
        .map(Spoiler::excess)
        .mapToDouble(excess -> excess == null ? Double.POSITIVE_INFINITY : excess)
        .max()
        .orElse(0);
  }

  private static boolean isOrdering(Operator operator) {
    return operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
  }

  private static boolean isWithinNoise(Side left, Side right) {
    boolean isNoisy = left.interval() != null || right.interval() != null;
    return isNoisy && left.low() <= right.high() && right.low() <= left.high();
  }

  private static String noise(GateExpression gate, Side left, Side right) {
    String value = Figures.of(gate.metric().quantity(), left.value());
    String limit = Figures.of(gate.metric().quantity(), right.value());
    Interval interval = left.interval() != null ? left.interval() : right.interval();
    String range = interval == null ? "" : Figures.range(gate.metric().quantity(), interval);
    boolean isHarness = interval != null && interval.confidence() == 1;
    return isHarness
        ? "%s, limit %s lies within %s: so much of it is the benchmark's own"
            .formatted(value, limit, range)
        : "%s, limit %s lies within the 95 %% interval %s; measure longer"
            .formatted(value, limit, range);
  }

  private static String figures(GateExpression gate, double value, double limit, boolean holds) {
    String text = Figures.of(gate.metric().quantity(), value);
    if (holds && gate.limit() instanceof Limit.Literal) {
      return text;
    }
    Double margin = margin(value, limit);
    String limitText = text + ", limit " + Figures.of(gate.metric().quantity(), limit);
    return margin == null ? limitText : limitText + ", " + Figures.margin(margin);
  }

  private static @Nullable Double margin(@Nullable Double value, @Nullable Double limit) {
    return value == null || limit == null || limit == 0 ? null : (value - limit) / limit * 100;
  }
}
