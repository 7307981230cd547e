package dev.cachebench.reports.judge;

import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the places of an answer: {@code {target.metric}} for all phases together, {@code
 * {target.phase.metric}} for one.
 */
final class AnswerSentence {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

  private final List<TargetReport> targets;

  AnswerSentence(List<TargetReport> targets) {
    this.targets = List.copyOf(targets);
  }

  /** Returns the sentence with figures, {@code –} where there is none. */
  String fill(String sentence) {
    return PLACE
        .matcher(sentence)
        .replaceAll(match -> Matcher.quoteReplacement(figure(match.group(1).strip())));
  }

  private String figure(String place) {
    for (TargetReport target : targets) {
      if (place.startsWith(target.name() + ".")) {
        return figure(target, place.substring(target.name().length() + 1));
      }
    }
    return Figures.ABSENT;
  }

  private static String figure(TargetReport target, String rest) {
    if (MetricName.of(rest) != null) {
      return target.all().text(rest);
    }
    int dot = rest.indexOf('.');
    PhaseReport phase = dot < 0 ? null : target.phase(rest.substring(0, dot));
    return phase == null ? Figures.ABSENT : phase.text(rest.substring(dot + 1));
  }
}
