package dev.cachebench.reports.judge;

import dev.cachebench.reports.claim.rules.ClaimArithmetic;
import dev.cachebench.reports.claim.rules.ClaimRules;
import dev.cachebench.reports.claim.rules.ClaimSentence;
import dev.cachebench.reports.claim.rules.SpeedupLaw;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.judge.claim.ClaimSamples;
import dev.cachebench.reports.judge.metric.SpeedupMetrics;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimSpeedup;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the claims of a scenario: those with figures by arithmetic, the others by the run. */
final class ClaimJudge {

  /** Above this share of the origin's capacity an open baseline's times grow with the run. */
  static final double UNSTABLE = 0.95;

  private static final double MOST_TIMES = 1L << 40;
  private static final int HALVINGS = 30;
  private static final String TOO_CLOSE = " It is too close to what was measured to be decided so.";

  /** More rounds than anybody runs: the claim is too close to what was measured. */
  private static final int MOST_ROUNDS = 50;

  private final Scenario scenario;
  private final Measured measured;
  private final Validity validity;

  ClaimJudge(Scenario scenario, Measured measured, Validity validity) {
    this.scenario = scenario;
    this.measured = measured;
    this.validity = validity;
  }

  /** Returns one result for each claim, in the scenario's order. */
  List<ClaimResult> judge() {
    return scenario.claims().stream().map(this::judge).toList();
  }

  private ClaimResult judge(ClaimConfig claim) {
    if (claim.subject() instanceof ClaimConfig.Figures figures) {
      return byFigures(claim, figures);
    }
    if (claim.subject() instanceof ClaimConfig.Measured subject) {
      return byRun(claim, subject);
    }
    throw new IllegalStateException("subject must be known, but was " + claim.subject());
  }

  private static ClaimResult byFigures(ClaimConfig claim, ClaimConfig.Figures figures) {
    double without = figures.without().toNanos();
    double with = figures.with().toNanos();
    Double hitRatio = figures.hitRatio();
    ClaimAnswer answer =
        ClaimArithmetic.judge(claim.claim(), claim.metric(), without, with, hitRatio);
    String words = Figures.duration(without) + " without, " + Figures.duration(with) + " with";
    return new ClaimResult(
        answer,
        claim.require(),
        null,
        null,
        null,
        words,
        hitRatio,
        null,
        null,
        null,
        ClaimSentence.of(answer, claim.metric(), hitRatio, null));
  }

  private ClaimResult byRun(ClaimConfig claim, ClaimConfig.Measured subject) {
    PhaseData base = measured.data(subject.baseline(), subject.phase());
    PhaseData arm = measured.data(subject.target(), subject.phase());
    String problem = problem(claim.metric(), subject, base, arm);
    if (problem != null) {
      return invalid(claim, subject, problem);
    }
    boolean isLate = !spoilers(subject, base, arm).isEmpty();
    ClaimSamples samples = new ClaimSamples(base, arm, isClosed(subject.phase()), isLate);
    ClaimRules rules = new ClaimRules(claim.claim(), claim.metric());
    ClaimAnswer answer = answer(claim, samples, rules);
    Interval interval = samples.interval(claim.metric());
    boolean isOpen = answer.verdict() == ClaimVerdict.INCONCLUSIVE;
    Double times = isOpen ? timesNeeded(claim.metric(), samples, rules) : null;
    String command = times == null ? null : command(subject, times);
    return new ClaimResult(
        answer,
        claim.require(),
        subject.target(),
        subject.baseline(),
        phase(subject),
        null,
        samples.hitRatio(),
        interval,
        times == null ? null : Math.ceil(arm.lookups() * times),
        command,
        sentence(claim, samples, answer, interval)
            + (isLate ? " The interval allows for the generator's lag." : "")
            + (isOpen ? cure(claim, arm, times) : "")
            + (times != null && command == null ? TOO_CLOSE : ""));
  }

  private static ClaimAnswer answer(ClaimConfig claim, ClaimSamples samples, ClaimRules rules) {
    SpeedupLaw law = samples.law();
    Double misses = law == null ? null : law.allowedMissRatio(claim.claim().low());
    var evidence = samples.evidence();
    return new ClaimAnswer(
        claim.claim().text(),
        claim.metric().word(),
        rules.verdict(evidence),
        rules.tags(evidence),
        samples.figures(),
        misses == null ? null : 1 - misses,
        misses == null || misses == 0 ? null : 1 / misses,
        law == null ? null : law.ceiling());
  }

  private static String sentence(
      ClaimConfig claim, ClaimSamples samples, ClaimAnswer answer, @Nullable Interval interval) {
    return ClaimSentence.of(answer, claim.metric(), samples.hitRatio(), interval);
  }

  private static String cure(ClaimConfig claim, PhaseData arm, @Nullable Double times) {
    if (times != null) {
      return " About %s gets would decide, %s were made."
          .formatted(Figures.count((long) Math.ceil(arm.lookups() * times)), made(arm));
    }
    return claim.metric() == ClaimMetric.THROUGHPUT
        ? " Open load asks every arm for the same; use closed load (`users`) to compare throughput."
        : " More requests like these would not decide it soon.";
  }

  private static String made(PhaseData arm) {
    return Figures.count(arm.lookups());
  }

  /** Returns why this run cannot judge the claim, or null. */
  private @Nullable String problem(
      ClaimMetric metric, ClaimConfig.Measured subject, PhaseData base, PhaseData arm) {
    for (Spoiler spoiler : spoilers(subject, base, arm)) {
      // Lag can be allowed for in means, of which it is a known part.
      if (spoiler.excess() == null || !isOfMeans(metric)) {
        return spoiler.reason();
      }
    }
    for (PhaseData side : List.of(arm, base)) {
      long wrong = side.count("wrong-values");
      if (wrong > 0) {
        return "%s gave %s wrong values, and a cache that is fast and wrong has no speedup"
            .formatted(side.target(), Figures.count(wrong));
      }
    }
    String different = SpeedupMetrics.problem(base, arm);
    return different == null ? unstable(subject.phase(), base) : different;
  }

  private List<Spoiler> spoilers(ClaimConfig.Measured subject, PhaseData base, PhaseData arm) {
    return Stream.of(arm, base)
        .flatMap(
            side -> validity.spoilers(MetricClass.RATIO, side.target(), subject.phase()).stream())
        .toList();
  }

  private static boolean isOfMeans(ClaimMetric metric) {
    return metric == ClaimMetric.MEAN || metric == ClaimMetric.HITS_ONLY;
  }

  private @Nullable String unstable(@Nullable String phase, PhaseData base) {
    OriginConfig origin = scenario.origin();
    double busy = base.count("origin.loads") * origin.serviceTime().meanSeconds();
    double share = busy / (origin.concurrency() * base.seconds());
    if (isClosed(phase) || share < UNSTABLE) {
      return null;
    }
    return "%s used %s of the origin's capacity, so its times grow with the length of the run"
        .formatted(base.target(), Figures.percent(share));
  }

  private boolean isClosed(@Nullable String phase) {
    return scenario.phases().stream()
        .filter(config -> phase == null || config.name().equals(phase))
        .allMatch(config -> config.load() instanceof LoadModel.Closed);
  }

  private static ClaimResult invalid(
      ClaimConfig claim, ClaimConfig.Measured subject, String problem) {
    ClaimAnswer answer =
        new ClaimAnswer(
            claim.claim().text(),
            claim.metric().word(),
            ClaimVerdict.INVALID_RUN,
            List.of(),
            ClaimSpeedup.NONE,
            null,
            null,
            null);
    return new ClaimResult(
        answer,
        claim.require(),
        subject.target(),
        subject.baseline(),
        phase(subject),
        null,
        null,
        null,
        null,
        null,
        "The run cannot judge it: " + problem + ".");
  }

  private static String phase(ClaimConfig.Measured subject) {
    String phase = subject.phase();
    return phase == null ? PhaseReport.ALL : phase;
  }

  /** Returns how many times as long a run like this would decide; null when none so soon. */
  private static @Nullable Double timesNeeded(
      ClaimMetric metric, ClaimSamples samples, ClaimRules rules) {
    if (!isOfMeans(metric) || samples.speedup().meanInterval() == null) {
      return null;
    }
    double enough = 2;
    while (isUndecided(samples, rules, enough)) {
      enough *= 2;
      if (enough > MOST_TIMES) {
        return null;
      }
    }
    double few = enough / 2;
    for (int i = 0; i < HALVINGS && enough - few > 1e-3 * few; i++) {
      double middle = (few + enough) / 2;
      if (isUndecided(samples, rules, middle)) {
        few = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  private static boolean isUndecided(ClaimSamples samples, ClaimRules rules, double times) {
    return rules.verdict(samples.evidence(times)) == ClaimVerdict.INCONCLUSIVE;
  }

  private @Nullable String command(ClaimConfig.Measured subject, double times) {
    int rounds =
        measured.targets().stream()
            .filter(target -> target.name().equals(subject.target()))
            .mapToInt(target -> target.rounds())
            .max()
            .orElse(1);
    double needed = Math.ceil(Math.max(1, rounds) * times);
    return needed > MOST_ROUNDS
        ? null
        : "cachebench run %s --rounds %d".formatted(scenario.name(), (int) needed);
  }
}
