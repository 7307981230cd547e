package dev.cachebench.scenarios.proxy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON request as Toxiproxy reads it: names of fields in any case, unknown fields and whatever
 * follows the first value ignored, {@code null} as if absent.
 */
final class Body {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .build()
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, JsonNode> fields;

  private Body(Map<String, JsonNode> fields) {
    this.fields = fields;
  }

  /**
   * Reads an object.
   *
   * @throws ApiException if it is none
   */
  static Body object(byte[] bytes) {
    return of(tree(bytes));
  }

  static Body of(JsonNode node) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (!node.isNull()) {
      if (!node.isObject()) {
        throw ApiException.badBody("must be an object, but was " + kind(node));
      }
      node.properties().forEach(f -> fields.put(f.getKey().toLowerCase(Locale.ROOT), f.getValue()));
      fields.values().removeIf(JsonNode::isNull);
    }
    return new Body(fields);
  }

  static JsonNode tree(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      throw ApiException.badBody("EOF");
    }
    try {
      return READER.readValue(bytes);
    } catch (UnexpectedEndOfInputException e) {
      throw ApiException.badBody("unexpected EOF");
    } catch (JacksonException e) {
      throw ApiException.badBody(String.valueOf(e.getOriginalMessage()));
    }
  }

  private static String kind(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  @Nullable String text(String field) {
    JsonNode node = fields.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isString()) {
      throw ApiException.badBody(field + " must be a string, but was " + kind(node));
    }
    return node.stringValue();
  }

  @Nullable Boolean flag(String field) {
    JsonNode node = fields.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw ApiException.badBody(field + " must be true or false, but was " + kind(node));
    }
    return node.booleanValue();
  }

  @Nullable Float number(String field) {
    JsonNode node = fields.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isNumber()) {
      throw ApiException.badBody(field + " must be a number, but was " + kind(node));
    }
    float number = (float) node.doubleValue();
    if (!Float.isFinite(number)) {
      throw ApiException.badBody(field + " is out of range: " + node);
    }
    return number;
  }

  @Nullable Long whole(String field) {
    JsonNode node = fields.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw ApiException.badBody(field + " must be a whole number, but was " + node);
    }
    return node.longValue();
  }

  /** Returns which of these fields are there, as the client has ordered them. */
  List<String> present(List<String> names) {
    return fields.keySet().stream().filter(names::contains).toList();
  }

  /** Returns an object inside of this one; empty when it is absent. */
  Body inner(String field) {
    JsonNode node = fields.get(field);
    return node == null ? new Body(Map.of()) : of(node);
  }
}
