package dev.cachebench.scenarios.yaml.tree;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Puts what the YAML parser says into words that a user can act on. */
final class SyntaxWords {
  private static final String QUOTES =
      "a text with `: `, ` #` or a leading `{ [ * & ! | > % @` goes in double quotes";

  private SyntaxWords() {}

  static void report(MarkedYamlEngineException e, Source source, Findings findings) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    Span span =
        mark == null
            ? source.span(1, 1, 1)
            : source.span(mark.getLine() + 1, mark.getColumn() + 1, 1);
    String said = e.getProblem() == null ? "cannot be read" : oneLine(e.getProblem());
    findings.problem(span, "", "is not YAML: " + said, hint(said, context(e)));
  }

  private static String hint(String said, String context) {
    if (said.contains("TAB") || said.contains("\\t")) {
      return "use spaces; YAML does not allow tabs here";
    }
    if (context.contains("flow mapping") || said.contains("'}'")) {
      return "a `{` needs its `}`, and a comma between two keys" + since(context);
    }
    if (context.contains("flow sequence") || said.contains("']'")) {
      return "a `[` needs its `]`, and a comma between two items" + since(context);
    }
    if (context.contains("quoted scalar")) {
      return "a quote that opens needs one that closes" + since(context);
    }
    if (said.contains("mapping values") || context.contains("simple key")) {
      return "write `key: value` on a line of its own, indented like its neighbours; " + QUOTES;
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return "indent keys that belong together by the same number of spaces";
    }
    return QUOTES;
  }

  private static String since(String context) {
    int at = context.indexOf(" in line ");
    return at < 0 ? "" : "; it opens" + context.substring(at);
  }

  private static String context(MarkedYamlEngineException e) {
    @Nullable String context = e.getContext();
    return (context == null ? "" : context)
        + e.getContextMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
