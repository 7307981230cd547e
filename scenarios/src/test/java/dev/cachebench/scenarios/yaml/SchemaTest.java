package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cachebench.scenarios.catalog.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped JSON Schema and the reader agree. */
class SchemaTest {
  private static final String TEXT = schemaText();
  private static final JsonNode ROOT = JsonMapper.builder().build().readTree(TEXT);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  private static String schemaText() {
    try (InputStream stream =
        Objects.requireNonNull(
            SchemaTest.class.getResourceAsStream(
                "/dev/cachebench/scenarios/scenario.schema.json"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<String> goodTexts() {
    Stream<String> samples =
        Stream.of(
                "nodes: {count: 4, isolation: process}\n"
                    + "faults: [{fault: gc-pause, on: node-3, time: 400ms, every: 1s, during: steady}]",
                "redis: {provider: embedded, topology: cluster, masters: 3}",
                "redis: redis://host:6379/1",
                "proxy: off",
                "cache: {jitter: off, budget: 5ms, l1: off, breaker: {window: 50, slow: 5ms}}",
                "cache: {l2: {connections: 4, probe: 500ms, tcp-timeout: off, pause-aware: off}}",
                "cache: {l2: {recovery-queue: 5_000}}",
                "cache: {l2: {recovery-queue: off}}",
                "cache: {l2: {compress: on, max-value: 2MiB}}",
                "cache: {breaker: {window: 10s, consecutive: 5, open: 2s}}",
                "cache: {breaker: {consecutive: off, open: {first: 2s, growth: off, jitter: off}}}",
                "cache: {origin-limit: {concurrency: 8}, stale-if-error: 5s}",
                "cache: {origin-limit: on, stale-if-error: {for: 5s}, breaker: off}",
                "cache: {background-load: {soft: 50ms}, negative: {ttl: 2s, keys: 10}}",
                "cache: {error-cache: {first: 1s, growth: off}, early-expiry: {beta: 2, min-fresh: off}}",
                "cache: {retry-budget: {ratio: 5%, reserve: 3, retries: 2, back-off: 5ms}}",
                "cache: {refresh-ahead: {at: 90%, every: 2s, stop-after: 9s, keys: 5}}",
                "cache: {early-expiry: off, refresh-ahead: on, negative: on, error-cache: on}",
                "preload: {tiers: all, ages: together}",
                "preload: {ages: settled}",
                "sweep: {cache.l1.capacity: [5_000, 100], seed: [1, 2]}",
                "warmup: 0",
                "values: {size: {min: 200B, max: 4KiB}}",
                "operations: {get: 0.5, delete: 20_000}",
                "gates: [{require: shed == 0, on-no-data: skip}]",
                "abort-when: [{phase: steady, that: error-ratio > 50%, over: 3s}]",
                "proxy: http://127.0.0.1:8474\n"
                    + "faults: [{fault: latency, on: redis, at: 1s, for: 2s, latency: 9ms, jitter: 5ms}]",
                "proxy: embedded\n"
                    + "faults: [{fault: bandwidth, rate: 9KB, toxicity: 0.5, direction: both, during: steady}]",
                "faults: [{fault: slow, factor: 3x, added: 5ms, during: steady}]",
                "faults: [{fault: errors, on: origin, ratio: 20%, during: steady}]",
                "faults: [{fault: kill, during: steady}, {fault: flush, at: 1s}]",
                "faults: [{fault: half-open, during: steady}]",
                "faults: [{fault: restart, data: kept, at: 1s, for: 1s}]",
                "faults: [{fault: evict, ratio: 25%, at: 1s}, {fault: corrupt, ratio: 0.5, at: 1s}]",
                "faults: [{fault: maxmemory, limit: 20MB, policy: allkeys-lru, during: steady}]",
                "faults: [{fault: client-pause, commands: write, during: steady}]",
                "faults: [{fault: debug-sleep, time: 50ms, during: steady}]",
                "faults: [{fault: capacity, concurrency: 4, during: steady}, {fault: hang, during: steady}]",
                "proxy: embedded\nfaults: [{fault: slicer, size: 9B, variation: 2B, delay: 5us, during: steady}]",
                "proxy: embedded\nfaults: [{fault: desync, ratio: 5%, wait: 9ms, during: steady}]",
                "proxy: embedded\nfaults: [{fault: limit-data, bytes: 3KB, during: steady}]",
                "proxy: embedded\nfaults: [{fault: slow-close, delay: 3ms, during: steady}]",
                "faults: [{fault: expire-all, during: steady, every: 2s}]")
            .map(line -> Texts.SMALL + line + "\n");
    Stream<String> files =
        Stream.concat(
            Stream.of(Texts.SMALL, Texts.contract()),
            Catalog.names().stream().map(name -> Catalog.text(name).orElseThrow()));
    Stream<String> written =
        Stream.of(
            ScenarioWriter.write(
                ScenarioReader.parse("contract.yaml", Texts.contract(), List.of()).scenario()));
    return Stream.of(files, samples, written).flatMap(texts -> texts);
  }

  @ParameterizedTest
  @MethodSource("goodTexts")
  void takesWhatTheReaderTakes(String text) {
    assertThat(ScenarioReader.parse("x", text, List.of())).isNotNull();
    assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fualts: []",
        "warmup: 5 sec",
        "warmup: 5",
        "cache: {l1: {ttl: -5s}}",
        "operations: {}",
        "cache: {breaker: {windw: 5}}",
        "cache: {early-expiry: {alpha: 5}}",
        "cache: {negative: 5s}",
        "cache: {stale-if-error: 5}",
        "proxy: maybe",
        "gates: [{phase: steady}]",
        "faults: [{fault: expire-all, during: steady, toxicity: 1}]",
        "faults: [{fault: errors, ratio: 2x, during: steady}]",
        "proxy: embedded\nfaults: [{fault: timeout, direction: up, during: steady}]",
        "redis: redis://:secret@host",
      })
  void refusesWhatTheReaderRefuses(String line) {
    String text = Texts.SMALL + line + "\n";
    assertThat(Texts.problems(text)).isNotEmpty();
    assertThat(SCHEMA.validate(text, InputFormat.YAML)).isNotEmpty();
  }

  @Test
  void hasTheReadersKeysAndNoOthers() {
    Set<String> paths = new TreeSet<>();
    collect(ROOT, "", paths);

    assertThat(paths).isEqualTo(ScenarioKeys.ROOT.paths());
  }

  @Test
  void describesEveryKey() {
    assertThat(undescribed(ROOT, "", new TreeSet<>())).isEmpty();
  }

  private static void collect(JsonNode schema, String path, Set<String> paths) {
    JsonNode node = resolve(schema);
    node.path("anyOf").forEach(choice -> collect(choice, path, paths));
    if (node.path("items").isObject()) {
      collect(node.path("items"), path + "[]", paths);
    }
    if (node.path("additionalProperties").isObject()) {
      collect(node.path("additionalProperties"), path + ".*", paths);
    }
    node.path("properties")
        .properties()
        .forEach(
            property -> {
              String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
              paths.add(below);
              collect(property.getValue(), below, paths);
            });
  }

  private static Set<String> undescribed(JsonNode schema, String path, Set<String> paths) {
    JsonNode node = resolve(schema);
    node.path("anyOf").forEach(choice -> undescribed(choice, path, paths));
    undescribedBelow(node.path("items"), path + "[]", paths);
    undescribedBelow(node.path("additionalProperties"), path + ".*", paths);
    node.path("properties")
        .properties()
        .forEach(p -> undescribedBelow(p.getValue(), path + "." + p.getKey(), paths));
    return paths;
  }

  private static void undescribedBelow(JsonNode schema, String path, Set<String> paths) {
    if (schema.isObject()) {
      if (!schema.has("description") && !resolve(schema).has("description")) {
        paths.add(path);
      }
      undescribed(schema, path, paths);
    }
  }

  private static JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? ROOT.at(schema.path("$ref").asString().substring(1)) : schema;
  }
}
