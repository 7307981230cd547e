package dev.cachebench.scenarios.yaml.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML text as data only: tags, anchors, aliases, merges and duplicate keys are refused,
 * and depth and the number of values are bounded.
 *
 * <p>Confined to one thread.
 */
public final class YamlTree {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_NODES = 20_000;

  private final Source source;
  private final Findings findings;
  private final Set<String> aliases = new HashSet<>();
  private int nodes;

  private YamlTree(Source source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Signals that the text cannot be read on; what is wrong was reported. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("", null, false, false);
    }
  }

  /** Returns the value of a text; null after a problem that leaves nothing to read, or no value. */
  public static @Nullable Node read(Source source, Findings findings) {
    return new YamlTree(source, findings).document();
  }

  private @Nullable Node document() {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(source.text()).iterator();
      Node root = null;
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof DocumentStartEvent && root != null) {
          Mark mark = event.getStartMark().orElseThrow();
          problem(mark, 3, "a second document begins here", "put each scenario in its own file");
          return root;
        } else if (event instanceof NodeEvent node) {
          root = node(node, events, 1);
        }
      }
      return root;
    } catch (Stop e) {
      return null;
    } catch (MarkedYamlEngineException e) {
      SyntaxWords.report(e, source, findings);
      return null;
    } catch (ReaderException e) {
      unprintable(e);
      return null;
    } catch (YamlEngineException e) {
      findings.problem(source.span(1, 1, 1), "", "is not YAML: " + e.getMessage(), null);
      return null;
    }
  }

  private Node node(NodeEvent event, Iterator<Event> events, int depth) {
    Mark start = event.getStartMark().orElseThrow();
    if (++nodes > MAX_NODES) {
      problem(start, 1, "more than " + MAX_NODES + " values", "a scenario is a page or two");
      throw new Stop();
    }
    if (depth > MAX_DEPTH) {
      problem(start, 1, "nested deeper than " + MAX_DEPTH + " levels", "a scenario needs about 5");
      throw new Stop();
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, start);
    }
    refuseDecoration(event, start);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar, start);
    }
    return event instanceof MappingStartEvent mapping
        ? mapping(mapping, events, depth)
        : listing((CollectionStartEvent) event, events, depth);
  }

  private Node alias(AliasEvent alias, Mark start) {
    String name = alias.getAlias().getValue();
    if (aliases.add(name)) {
      problem(
          start,
          name.length() + 1,
          "aliases are not read, but was `*" + name + "`",
          "write the value out; a text that begins with `*` goes in quotes");
    }
    return new Node.Refused(span(start, name.length() + 1));
  }

  private void refuseDecoration(NodeEvent event, Mark start) {
    Optional<Anchor> anchor = event.getAnchor();
    if (anchor.isPresent()) {
      String name = anchor.get().getValue();
      problem(
          start,
          name.length() + 1,
          "anchors are not read, but was `&" + name + "`",
          "take it out and write the value where it is used");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag.isPresent()) {
      problem(
          start,
          1,
          "tags are not read, but was `" + tag.get() + "`",
          "take it out: the file is data");
    }
  }

  private Node.Scalar scalar(ScalarEvent event, Mark start) {
    Mark end = event.getEndMark().orElseThrow();
    boolean isOneLine = start.getLine() == end.getLine();
    int length = isOneLine ? end.getColumn() - start.getColumn() : Integer.MAX_VALUE;
    boolean isDecorated = event.getAnchor().isPresent() || event.getTag().isPresent();
    int indent = event.isPlain() ? 0 : event.isDQuoted() || event.isSQuoted() ? 1 : -1;
    boolean isVerbatim = indent >= 0 && isOneLine && !isDecorated;
    boolean isNothing = event.isPlain() && event.getValue().isEmpty();
    return new Node.Scalar(
        span(start, length), event.getValue(), isVerbatim || isNothing ? indent : -1);
  }

  private Node listing(CollectionStartEvent event, Iterator<Event> events, int depth) {
    List<Node> items = new ArrayList<>();
    while (events.next() instanceof NodeEvent item) {
      items.add(node(item, events, depth + 1));
    }
    return new Node.Listing(span(event.getStartMark().orElseThrow(), 1), items);
  }

  private Node mapping(MappingStartEvent event, Iterator<Event> events, int depth) {
    Map<String, Node.Entry> entries = new HashMap<>();
    List<Node.Entry> inOrder = new ArrayList<>();
    while (events.next() instanceof NodeEvent keyEvent) {
      Node key = node(keyEvent, events, depth + 1);
      Node value = node((NodeEvent) events.next(), events, depth + 1);
      if (key instanceof Node.Scalar scalar && isLegal(scalar, entries)) {
        Node.Entry entry = new Node.Entry(scalar, value);
        entries.put(scalar.text(), entry);
        inOrder.add(entry);
      } else if (key instanceof Node.Listing || key instanceof Node.Mapping) {
        findings.problem(key.span(), "", "a key must be a word, but was " + key.kind(), null);
      }
    }
    Mark start = event.getStartMark().orElseThrow();
    boolean isBlock = !event.isFlow() && !inOrder.isEmpty();
    return new Node.Mapping(isBlock ? inOrder.get(0).key().span() : span(start, 1), inOrder);
  }

  private boolean isLegal(Node.Scalar key, Map<String, Node.Entry> entries) {
    if (key.text().equals("<<")) {
      findings.problem(key.span(), "", "merge keys are not read", "write the merged keys out");
      return false;
    }
    Node.Entry first = entries.get(key.text());
    if (first != null) {
      findings.problem(
          key.span(),
          "",
          "the key " + key.kind() + " is there twice, first in line " + first.key().span().line(),
          "keep one of them");
      return false;
    }
    return true;
  }

  private void unprintable(ReaderException e) {
    String before = source.text().substring(0, beforePosition(e));
    String[] lines = before.split("\r\n|\n|\r", -1);
    String last = lines[lines.length - 1];
    findings.problem(
        source.span(lines.length, last.codePointCount(0, last.length()) + 1, 1),
        "",
        "a character that YAML does not allow: U+%04X".formatted(e.getCodePoint()),
        "take it out, or write it as an escape in double quotes");
  }

  private int beforePosition(ReaderException e) {
    int found = source.text().indexOf(new String(Character.toChars(e.getCodePoint())));
    return found < 0 ? Math.min(e.getPosition(), source.text().length()) : found;
  }

  private void problem(Mark mark, int length, String message, String hint) {
    findings.problem(span(mark, length), "", message, hint);
  }

  private Span span(Mark mark, int length) {
    return source.span(mark.getLine() + 1, mark.getColumn() + 1, length);
  }
}
