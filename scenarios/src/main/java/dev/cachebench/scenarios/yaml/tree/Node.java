package dev.cachebench.scenarios.yaml.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a YAML text: plain data that knows where it stands. */
public sealed interface Node {
  /** Returns where it stands. */
  Span span();

  /** Returns what it is, in words. */
  String kind();

  /**
   * A text; what it means is for the reader to say.
   *
   * @param span where it stands
   * @param text the text, without quotes
   * @param indent characters before the text inside the span (1 for a quote), -1 when the text does
   *     not stand on one line as it is
   */
  record Scalar(Span span, String text, int indent) implements Node {
    @Override
    public String kind() {
      return isEmpty() ? "nothing" : "`" + (text.length() > 40 ? "a long text" : text) + "`";
    }

    /** Returns whether nothing was written, as in {@code key:}. */
    public boolean isEmpty() {
      return text.isEmpty() && indent == 0;
    }

    /** Returns where a part of the text stands. */
    public Span part(int offset, int length) {
      return indent < 0 ? span : span.part(indent + offset, length);
    }
  }

  /**
   * A list.
   *
   * @param span where it begins
   * @param items its values
   */
  record Listing(Span span, List<Node> items) implements Node {
    /** Copies the items. */
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A mapping, in the order of the text.
   *
   * @param span where it begins
   * @param entries its pairs; no key twice
   */
  record Mapping(Span span, List<Entry> entries) implements Node {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    /** Returns the pair of that key, or null. */
    public @Nullable Entry entry(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry;
        }
      }
      return null;
    }
  }

  /**
   * Something that was refused and reported already, such as an alias.
   *
   * @param span where it stands
   */
  record Refused(Span span) implements Node {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /**
   * A pair of a mapping.
   *
   * @param key the key
   * @param value the value
   */
  record Entry(Scalar key, Node value) {}
}
