package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.SimulationResult;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A sweep as JSON: the trace, and one object for each policy and capacity. */
public final class SweepJson {

  private static final JsonMapper MAPPER = mapper();

  private SweepJson() {}

  /** Returns the report as JSON, indented, with a last line feed. */
  public static String write(SweepReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trace", report.trace());
    json.put("requests", report.requests());
    json.put("distinctKeys", report.distinctKeys());
    json.put("warmupRequests", report.warmup());
    json.put("results", report.results().stream().map(SweepJson::result).toList());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> result(SimulationResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("policy", result.policy().word());
    json.put("capacity", result.capacity());
    json.put("requests", result.requests());
    json.put("hits", result.hits());
    json.put("misses", result.misses());
    json.put("hitRatio", result.hitRatio());
    json.put("evictions", result.evictions());
    json.put("seconds", result.seconds());
    json.put("requestsPerSecond", result.requestsPerSecond());
    return json;
  }

  private static JsonMapper mapper() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .defaultPrettyPrinter(
            new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
        .build();
  }
}
