package dev.cachebench.scenarios.proxy;

import dev.cachebench.scenarios.proxy.wire.Toxic;
import dev.cachebench.scenarios.proxy.wire.ToxicType;
import dev.cachebench.scenarios.proxy.wire.WireProxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * The proxies by name, and everything that may be asked of them, with the checks in the order in
 * which Toxiproxy makes them.
 *
 * <p>Safe for use by many threads, one request at a time.
 */
final class ProxyTable {

  private static final String NO_STREAM =
      "stream was invalid, can be either upstream or downstream";

  private final TreeMap<String, NamedProxy> proxies = new TreeMap<>();
  private final BiFunction<String, InetSocketAddress, WireProxy> wires;

  /**
   * Creates an empty table.
   *
   * @param wires makes the data plane of a proxy of that name
   */
  ProxyTable(BiFunction<String, InetSocketAddress, WireProxy> wires) {
    this.wires = wires;
  }

  synchronized Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    proxies.forEach((name, proxy) -> all.put(name, Json.proxy(proxy)));
    return all;
  }

  synchronized Map<String, Object> get(String name) {
    return Json.proxy(find(name));
  }

  synchronized Map<String, Object> create(Body body) {
    String name = required(body, "name", "");
    String upstream = required(body, "upstream", "");
    if (proxies.containsKey(name)) {
      throw new ApiException(409, "proxy already exists");
    }
    NamedProxy proxy = make(name, text(body, "listen"), upstream);
    if (isEnabled(body)) {
      proxy.start("listen tcp: ");
    }
    proxies.put(name, proxy);
    return Json.proxy(proxy);
  }

  private NamedProxy make(String name, String listen, String upstream) {
    return new NamedProxy(
        name, listen, upstream, wires.apply(name, ListenAddress.upstream(upstream)));
  }

  private static String required(Body body, String field, String where) {
    String value = text(body, field);
    if (value.isEmpty()) {
      throw ApiException.missing(field + where);
    }
    return value;
  }

  private static String text(Body body, String field) {
    String value = body.text(field);
    return value == null ? "" : value;
  }

  private static boolean isEnabled(Body body) {
    Boolean enabled = body.flag("enabled");
    return enabled == null || enabled;
  }

  synchronized Map<String, Object> update(String name, byte[] bytes) {
    NamedProxy proxy = find(name);
    Body body = Body.object(bytes);
    String listen = body.text("listen");
    String upstream = body.text("upstream");
    Boolean enabled = body.flag("enabled");
    boolean shouldRun = enabled == null ? proxy.isEnabled() : enabled;
    if (!proxy.has(listen, upstream)) {
      proxy.move(listen, upstream);
    }
    if (shouldRun) {
      proxy.start("");
    } else if (proxy.isEnabled()) {
      proxy.stop();
    }
    return Json.proxy(proxy);
  }

  synchronized void delete(String name) {
    find(name).close();
    proxies.remove(name);
  }

  /** Creates what is not there, and replaces what is there with other addresses. */
  synchronized Map<String, Object> populate(byte[] bytes) {
    List<Object> done = new ArrayList<>();
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      for (Body body : checked(bytes)) {
        done.add(Json.proxy(populate(body)));
      }
    } catch (ApiException e) {
      answer.putAll(Json.error(e));
    }
    answer.put("proxies", done.isEmpty() ? null : done);
    return answer;
  }

  /** Reads an array of proxies; nothing is done when one of them lacks something. */
  private static List<Body> checked(byte[] bytes) {
    JsonNode tree = Body.tree(bytes);
    if (!tree.isArray()) {
      throw ApiException.badBody("must be an array");
    }
    List<Body> bodies = new ArrayList<>();
    tree.forEach(item -> bodies.add(Body.of(item)));
    for (int i = 0; i < bodies.size(); i++) {
      required(bodies.get(i), "name", " at proxy " + (i + 1));
      required(bodies.get(i), "upstream", " at proxy " + (i + 1));
    }
    return bodies;
  }

  private NamedProxy populate(Body body) {
    String name = text(body, "name");
    String upstream = text(body, "upstream");
    String listen = text(body, "listen");
    NamedProxy old = proxies.get(name);
    if (old != null) {
      if (old.has(listen, upstream)) {
        return old;
      }
      old.close();
    }
    NamedProxy proxy = make(name, listen, upstream);
    if (isEnabled(body)) {
      proxy.start("listen tcp: ");
    }
    proxies.put(name, proxy);
    return proxy;
  }

  /** Enables every proxy and takes away every toxic. */
  synchronized void reset() {
    for (NamedProxy proxy : proxies.values()) {
      proxy.start("");
      proxy.removeToxics();
    }
  }

  synchronized List<Map<String, Object>> toxics(String name) {
    return Json.toxics(find(name).toxics());
  }

  synchronized Map<String, Object> toxic(String name, String toxic) {
    return Json.toxic(find(find(name), toxic));
  }

  synchronized Map<String, Object> addToxic(String name, byte[] bytes) {
    NamedProxy proxy = find(name);
    Body body = Body.object(bytes);
    String given = text(body, "stream");
    String stream = given.isEmpty() ? "downstream" : given;
    if (!List.of("upstream", "downstream").contains(stream.toLowerCase(Locale.ROOT))) {
      throw new ApiException(400, NO_STREAM);
    }
    ToxicType type = ToxicType.of(text(body, "type"));
    if (type == null) {
      throw new ApiException(400, "invalid toxic type");
    }
    String wanted = text(body, "name");
    String toxicName = wanted.isEmpty() ? type.word() + "_" + stream : wanted;
    if (proxy.toxic(toxicName) != null) {
      throw new ApiException(409, "toxic already exists");
    }
    Float toxicity = body.number("toxicity");
    Map<String, Long> attributes = attributes(type, body.inner("attributes"), Map.of());
    Toxic toxic = new Toxic(toxicName, type, stream, toxicity == null ? 1 : toxicity, attributes);
    proxy.add(toxic);
    return Json.toxic(toxic);
  }

  synchronized Map<String, Object> updateToxic(String name, String toxicName, byte[] bytes) {
    NamedProxy proxy = find(name);
    Toxic old = find(proxy, toxicName);
    Body body = Body.object(bytes);
    Float toxicity = body.number("toxicity");
    float share = toxicity == null ? old.toxicity() : toxicity;
    Body given = body.inner("attributes");
    Map<String, Long> attributes;
    try {
      attributes = attributes(old.type(), given, old.attributes());
    } catch (ApiException e) {
      keepReadSoFar(proxy, old, given);
      throw e;
    }
    Toxic changed = new Toxic(old.name(), old.type(), old.stream(), share, attributes);
    proxy.update(changed);
    return Json.toxic(changed);
  }

  /** A wrong type is refused, but what stands before it has been taken by then. */
  private static void keepReadSoFar(NamedProxy proxy, Toxic old, Body given) {
    Map<String, Long> attributes = new LinkedHashMap<>(old.attributes());
    try {
      for (String attribute : given.present(old.type().attributes())) {
        attributes.put(attribute, Objects.requireNonNull(given.whole(attribute)));
      }
    } catch (ApiException e) {
      // The one that is wrong.
    }
    if (old.type().problem(attributes) == null && !attributes.equals(old.attributes())) {
      proxy.update(new Toxic(old.name(), old.type(), old.stream(), old.toxicity(), attributes));
    }
  }

  private static Map<String, Long> attributes(
      ToxicType type, Body given, Map<String, Long> otherwise) {
    Map<String, Long> attributes = new LinkedHashMap<>(otherwise);
    for (String attribute : type.attributes()) {
      Long value = given.whole(attribute);
      if (value != null) {
        attributes.put(attribute, value);
      }
    }
    String problem = type.problem(attributes);
    if (problem != null) {
      throw ApiException.badBody(problem);
    }
    return attributes;
  }

  synchronized void deleteToxic(String name, String toxic) {
    NamedProxy proxy = find(name);
    proxy.remove(find(proxy, toxic));
  }

  private NamedProxy find(String name) {
    NamedProxy proxy = proxies.get(name);
    if (proxy == null) {
      throw new ApiException(404, "proxy not found");
    }
    return proxy;
  }

  private static Toxic find(NamedProxy proxy, String name) {
    Toxic toxic = proxy.toxic(name);
    if (toxic == null) {
      throw new ApiException(404, "toxic not found");
    }
    return toxic;
  }

  synchronized void close() {
    proxies.values().forEach(NamedProxy::close);
    proxies.clear();
  }
}
