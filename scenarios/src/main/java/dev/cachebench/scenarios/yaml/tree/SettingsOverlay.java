package dev.cachebench.scenarios.yaml.tree;

import dev.cachebench.scenarios.gate.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lays settings from the command line over the tree of a file, each at its path. */
public final class SettingsOverlay {
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]{1,6})\\]");
  private static final Pattern PATH =
      Pattern.compile("[^.\\[\\]]+(?:\\[[0-9]{1,6}\\]|\\.[^.\\[\\]]+)*");

  /** What a plain value means when a key is set inside it, as in {@code nodes: 2}. */
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "nodes", "count",
          "preload", "tiers",
          "redis", "provider",
          "origin.service-time", "fixed");

  private final Keys root;
  private final Findings findings;

  /** Creates an overlay for files of those keys. */
  public SettingsOverlay(Keys root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  /** A step of a path: a key, or an index. */
  private record Step(String text, int index, Span span, String pathBefore) {
    boolean isIndex() {
      return index >= 0;
    }
  }

  /**
   * Returns the tree with a setting laid over it; the same tree after a problem.
   *
   * @param tree the tree so far
   * @param setting the text {@code path=value}, in one line
   * @param pathLength characters of the path
   */
  public Node apply(Node tree, Source setting, int pathLength) {
    String path = setting.text().substring(0, pathLength);
    if (setting.lines().size() > 1 || !PATH.matcher(path).matches()) {
      findings.problem(
          setting.span(1, 1, pathLength),
          "",
          "a setting is `path=value` in one line",
          "write it like `load.rate=500/s` or `phases[1].duration=20s`");
      return tree;
    }
    String blanked = " ".repeat(pathLength + 1) + setting.text().substring(pathLength + 1);
    Findings inValue = new Findings();
    Node value =
        YamlTree.read(
            new Source(setting.name(), setting.order(), blanked, setting.lines()), inValue);
    inValue.problems().forEach(f -> findings.problem(f.span(), path, f.message(), f.hint()));
    if (value == null) {
      if (inValue.isClean()) {
        findings.problem(setting.span(1, pathLength + 1, 1), path, "has no value", null);
      }
      return tree;
    }
    List<Step> steps = steps(setting, path);
    Node changed = put(tree, steps, 0, root, value);
    return changed == null ? tree : changed;
  }

  private static List<Step> steps(Source setting, String path) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    while (matcher.find()) {
      int index = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
      Span span =
          setting.span(
              1,
              path.codePointCount(0, matcher.start()) + 1,
              path.codePointCount(matcher.start(), matcher.end()));
      String before = path.substring(0, matcher.start()).replaceAll("\\.$", "");
      steps.add(new Step(matcher.group(), index, span, before));
    }
    return steps;
  }

  private @Nullable Node put(Node node, List<Step> steps, int at, Keys keys, Node value) {
    if (at == steps.size()) {
      return value;
    }
    Step step = steps.get(at);
    return step.isIndex()
        ? putItem(node, steps, at, keys, value)
        : putEntry(node, steps, at, keys, value);
  }

  private @Nullable Node putItem(Node node, List<Step> steps, int at, Keys keys, Node value) {
    Step step = steps.get(at);
    Keys itemKeys = keys.item();
    List<Node> items = node instanceof Node.Listing listing ? listing.items() : List.of();
    if (itemKeys == null || step.index() >= items.size()) {
      String has =
          items.isEmpty()
              ? "has no items"
              : "has %d items, [0] to [%d]".formatted(items.size(), items.size() - 1);
      findings.problem(
          step.span(),
          step.pathBefore(),
          "there is no item " + step.text(),
          "`" + step.pathBefore() + "` " + has);
      return null;
    }
    Node changed = put(items.get(step.index()), steps, at + 1, itemKeys, value);
    if (changed == null) {
      return null;
    }
    List<Node> all = new ArrayList<>(items);
    all.set(step.index(), changed);
    return new Node.Listing(node.span(), all);
  }

  private @Nullable Node putEntry(Node node, List<Step> steps, int at, Keys keys, Node value) {
    Step step = steps.get(at);
    Keys childKeys = keys.child(step.text());
    Node.Mapping mapping = asMapping(node, step);
    Node.Entry old = mapping.entry(step.text());
    boolean isLast = at == steps.size() - 1;
    if (childKeys == null) {
      return unknown(step, keys.names());
    }
    boolean isNew = old == null && !isLast && !keys.isMaker(steps.get(at + 1).text());
    if (keys.isNamed() && isNew) {
      return unknown(step, mapping.entries().stream().map(entry -> entry.key().text()).toList());
    }
    Node below = old == null ? new Node.Mapping(step.span(), List.of()) : old.value();
    Node changed = put(below, steps, at + 1, childKeys, value);
    if (changed == null) {
      return null;
    }
    Node.Scalar key =
        old == null || isLast ? new Node.Scalar(step.span(), step.text(), 0) : old.key();
    List<Node.Entry> entries = new ArrayList<>(mapping.entries());
    Node.Entry entry = new Node.Entry(key, changed);
    if (old == null) {
      entries.add(entry);
    } else {
      entries.set(entries.indexOf(old), entry);
    }
    return new Node.Mapping(mapping.span(), entries);
  }

  private static Node.Mapping asMapping(Node node, Step step) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    String key = SHORT_FORMS.get(step.pathBefore());
    if (key != null && node instanceof Node.Scalar scalar) {
      return new Node.Mapping(
          node.span(), List.of(new Node.Entry(new Node.Scalar(node.span(), key, -1), scalar)));
    }
    return new Node.Mapping(step.span(), List.of());
  }

  private @Nullable Node unknown(Step step, Collection<String> legal) {
    String prefix = step.pathBefore().isEmpty() ? "" : step.pathBefore() + ".";
    String nearest = NearestWord.of(step.text(), legal);
    String question = nearest == null ? "" : ", did you mean `" + prefix + nearest + "`?";
    String hint =
        legal.isEmpty()
            ? "`" + step.pathBefore() + "` has no keys"
            : "legal keys there: " + String.join(", ", legal);
    findings.problem(
        step.span(),
        step.pathBefore(),
        "there is no `" + prefix + step.text() + "`" + question,
        nearest == null ? hint : null);
    return null;
  }
}
