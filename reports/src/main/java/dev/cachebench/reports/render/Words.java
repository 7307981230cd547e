package dev.cachebench.reports.render;

import dev.cachebench.reports.claim.rules.ClaimSentence;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimVerdict;
import dev.cachebench.reports.model.ClassValidity;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.Spoiler;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Validity;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.scenarios.gate.MetricClass;
import dev.cachebench.scenarios.gate.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Phrases that every renderer uses. */
public final class Words {

  private Words() {}

  /** Returns one sign for an answer. */
  public static String sign(GateState state) {
    return switch (state) {
      case PASS -> "✓";
      case FAIL -> "✗";
      case NO_DATA, INCONCLUSIVE -> "?";
      case INVALID -> "!";
    };
  }

  /** Returns the reason, led by the state where the sign alone would not tell. */
  public static String reason(GateState state, String reason, boolean isSkipped) {
    String lead =
        switch (state) {
          case PASS, FAIL -> "";
          case NO_DATA -> isSkipped ? "skipped, NO_DATA: " : "NO_DATA: ";
          case INCONCLUSIVE -> "INCONCLUSIVE: ";
          case INVALID -> "INVALID: ";
        };
    return lead + reason;
  }

  /** Returns the sign of what is said of a claim. */
  public static String sign(ClaimVerdict verdict) {
    return switch (verdict) {
      case CONFIRMED, UNDERSTATED -> "✓";
      case REFUTED, UNREACHABLE_AT_THIS_HIT_RATIO, UNREACHABLE_AT_ANY_HIT_RATIO -> "✗";
      case INCONCLUSIVE, UNVERIFIABLE -> "?";
      case INVALID_RUN -> "!";
    };
  }

  /** Returns what a claim was judged by. */
  public static String subject(ClaimResult claim) {
    Double hitRatio = claim.hitRatio();
    String hits = hitRatio == null ? "" : ", hit ratio " + ClaimSentence.percent(hitRatio);
    if (claim.figures() != null) {
      return claim.figures() + hits;
    }
    String phase = PhaseReport.ALL.equals(claim.phase()) ? "all phases" : claim.phase();
    return "%s in %s against %s%s".formatted(claim.target(), phase, claim.baseline(), hits);
  }

  /** Returns the sentence of a claim, with the command that would decide it. */
  public static String reason(ClaimResult claim) {
    return claim.command() == null ? claim.reason() : claim.reason() + " Run: " + claim.command();
  }

  /** Returns what else is true of a claim; empty when nothing is. */
  public static String tags(ClaimAnswer answer) {
    return answer.tags().stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Returns how many gates answered what. */
  public static String counts(Verdict verdict) {
    List<String> parts = new ArrayList<>();
    parts.add(verdict.passed() + " passed");
    if (verdict.failed() > 0) {
      parts.add(verdict.failed() + " failed");
    }
    if (verdict.undecided() > 0) {
      parts.add(verdict.undecided() + " undecided");
    }
    if (verdict.skipped() > 0) {
      parts.add(verdict.skipped() + " skipped");
    }
    return String.join(" · ", parts);
  }

  /** Returns which classes of figures are not valid everywhere. */
  public static String validity(Validity validity) {
    List<String> invalid = new ArrayList<>();
    for (MetricClass metricClass : MetricClass.values()) {
      if (validity.of(metricClass).state() == ClassValidity.State.INVALID) {
        invalid.add(metricClass.word());
      }
    }
    return invalid.isEmpty()
        ? "all figures valid"
        : String.join(", ", invalid) + " INVALID in places";
  }

  /** Returns what spoils figures, once for all the classes that it spoils. */
  public static List<String> invalid(Validity validity) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (MetricClass metricClass : MetricClass.values()) {
      for (Spoiler spoiler : validity.of(metricClass).spoilers()) {
        classes.computeIfAbsent(spoiler.reason(), any -> new ArrayList<>()).add(metricClass.word());
      }
    }
    List<String> lines = new ArrayList<>();
    classes.forEach((reason, words) -> lines.add(String.join(", ", words) + ": " + reason));
    return lines;
  }

  /** Returns what a hit in L1 takes, target by target; empty when it was not timed. */
  public static String hitTimes(List<TargetReport> targets) {
    String times =
        targets.stream()
            .filter(target -> target.all().value("hit-time.l1") != null)
            .map(target -> target.name() + " " + target.all().text("hit-time.l1"))
            .collect(Collectors.joining(", "));
    return times.isEmpty() ? "" : "A hit in L1, timed in batches after the load: " + times;
  }

  /** Returns the quantities that are predicted, each once, in their order. */
  public static List<String> quantities(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::quantity).distinct().toList();
  }

  /** Returns what theory says. */
  public static String predicted(Prediction prediction) {
    return prediction.figure(prediction.predicted());
  }

  /** Returns the measured figure with its spread, and where it is one of several the largest. */
  public static String measured(Prediction prediction) {
    Prediction.Sample sample = prediction.sample();
    Double error = sample.meanError();
    String spread = error == null ? "" : " ± " + prediction.figure(error);
    String most =
        prediction.unit() == Quantity.COUNT
            ? ", at most " + Figures.count((long) sample.maximum())
            : "";
    return "%s%s (%s %s%s)"
        .formatted(
            prediction.figure(sample.mean()),
            spread,
            Figures.count(sample.count()),
            sample.of(),
            most);
  }

  /** Returns how far measurement is from theory, and whether that is near enough. */
  public static String distance(Prediction prediction) {
    String verdict = prediction.isWithin() ? "yes" : "no";
    Double errors = prediction.standardErrors();
    if (prediction.rule() == Prediction.Rule.BOUND) {
      return "not above it: " + verdict;
    }
    if (prediction.predictedError() == null) {
      double apart = Math.abs(prediction.sample().mean() - prediction.predicted());
      return "%s apart, within %s: %s"
          .formatted(prediction.figure(apart), prediction.figure(prediction.allowed()), verdict);
    }
    String how =
        errors == null
            ? "the law allows no difference"
            : Figures.number(errors) + " standard errors apart";
    return "%s, within %s: %s"
        .formatted(how, Figures.number(allowedErrors(prediction)).replace(".00", ""), verdict);
  }

  private static double allowedErrors(Prediction prediction) {
    Double error = prediction.predictedError();
    return error == null || error == 0
        ? Prediction.TOLERANCE
        : Math.max(Prediction.TOLERANCE, prediction.allowed() / error);
  }
}
