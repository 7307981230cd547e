package dev.cachebench.scenarios.proxy.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One toxic of a proxy.
 *
 * @param name unique in its proxy
 * @param type what it does
 * @param stream the direction, as written: what clients send, or what they receive
 * @param toxicity share of connections on which it acts, drawn for each; 1 or more is all, 0 or
 *     less is none
 * @param attributes every attribute of the type
 */
public record Toxic(
    String name, ToxicType type, String stream, float toxicity, Map<String, Long> attributes) {

  private static final String UPSTREAM = "upstream";

  /** Fills in missing attributes and keeps their order. */
  public Toxic {
    Map<String, Long> all = new LinkedHashMap<>();
    for (String attribute : type.attributes()) {
      all.put(attribute, attributes.getOrDefault(attribute, 0L));
    }
    attributes = Collections.unmodifiableMap(all);
  }

  /** Returns whether it acts on what clients send, else on what they receive. */
  public boolean isUpstream() {
    return stream.toLowerCase(Locale.ROOT).equals(UPSTREAM);
  }

  long value(String attribute) {
    return attributes.getOrDefault(attribute, 0L);
  }
}
