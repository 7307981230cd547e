package dev.cachebench.scenarios.proxy;

import dev.cachebench.scenarios.proxy.wire.Toxic;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers in the shapes of Toxiproxy's interface, keys in its order. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String text(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static Map<String, Object> proxy(NamedProxy proxy) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", proxy.name());
    fields.put("listen", proxy.listen());
    fields.put("upstream", proxy.upstream());
    fields.put("enabled", proxy.isEnabled());
    fields.put("toxics", toxics(proxy.toxics()));
    return fields;
  }

  static List<Map<String, Object>> toxics(Collection<Toxic> toxics) {
    return toxics.stream().map(Json::toxic).toList();
  }

  static Map<String, Object> toxic(Toxic toxic) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("attributes", toxic.attributes());
    fields.put("name", toxic.name());
    fields.put("type", toxic.type().word());
    fields.put("stream", toxic.stream());
    fields.put("toxicity", number(toxic.toxicity()));
    return fields;
  }

  /** The shortest decimal that is this float: 1 rather than 1.0. */
  private static BigDecimal number(float value) {
    BigDecimal shortest = new BigDecimal(Float.toString(value));
    return new BigDecimal(shortest.stripTrailingZeros().toPlainString());
  }

  static Map<String, Object> error(ApiException refusal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", refusal.getMessage());
    fields.put("status", refusal.status());
    return fields;
  }
}
