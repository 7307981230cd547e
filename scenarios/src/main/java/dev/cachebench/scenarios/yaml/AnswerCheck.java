package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.MetricName;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Node;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the places of the answer sentence: {@code {target.metric}} and {@code
 * {target.phase.metric}}.
 */
final class AnswerCheck {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)(\\}?)");

  private final List<String> targets;
  private final List<String> phases;

  AnswerCheck(List<String> targets, List<String> phases) {
    this.targets = targets;
    this.phases = phases;
  }

  void check(Cursor cursor) {
    Matcher matcher = PLACE.matcher(cursor.word());
    while (cursor.node() instanceof Node.Scalar scalar && matcher.find()) {
      int offset = cursor.word().codePointCount(0, matcher.start());
      String wrong = matcher.group(2).isEmpty() ? "a `{` without its `}`" : wrong(matcher.group(1));
      if (!wrong.isEmpty()) {
        cursor
            .findings()
            .problem(
                scalar.part(offset, matcher.group().codePointCount(0, matcher.group().length())),
                cursor.path(),
                wrong,
                "a place is `{target.metric}` or `{target.phase.metric}`, such as `{"
                    + (targets.isEmpty() ? "hardened" : targets.get(0))
                    + ".error-ratio}`");
      }
    }
  }

  private String wrong(String place) {
    String[] head = place.split("\\.", 2);
    if (!targets.contains(head[0])) {
      return Names.message("target", head[0], targets);
    }
    if (head.length < 2) {
      return "`{" + place + "}` names no metric";
    }
    if (MetricName.of(head[1]) != null) {
      return "";
    }
    String[] tail = head[1].split("\\.", 2);
    if (tail.length == 2 && phases.contains(tail[0])) {
      return MetricName.of(tail[1]) == null ? noMetric(tail[1]) : "";
    }
    if (tail.length == 2 && MetricName.of(tail[1]) != null) {
      return Names.message("phase", tail[0], phases);
    }
    return noMetric(head[1]);
  }

  private static String noMetric(String word) {
    List<String> words = MetricName.all().stream().map(MetricName::word).toList();
    return "there is no metric `" + word + "`" + NearestWord.question(word, words);
  }
}
