package dev.cachebench.reports.sweep;

import dev.cachebench.scenarios.sim.SimulationResult;
import dev.cachebench.scenarios.sim.Spread;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A sweep as JSON: the trace, and one object for each policy and capacity. */
public final class SweepJson {

  static final JsonMapper MAPPER = mapper();

  private SweepJson() {}

  /** Returns the report as JSON, indented, with a last line feed. */
  public static String write(SweepReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trace", report.trace());
    json.put("requests", report.requests());
    json.put("distinctKeys", report.distinctKeys());
    json.put("warmupRequests", report.warmup());
    json.put("sampleShare", report.sampleShare());
    json.put("capacityUnit", report.unit().word());
    json.put("results", report.results().stream().map(SweepJson::result).toList());
    json.put("formulas", report.formulas().stream().map(SweepJson::formula).toList());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> result(SimulationResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("policy", result.policy().word());
    json.put("capacity", result.capacity().amount());
    json.put("requests", result.requests());
    json.put("hits", result.hits());
    json.put("misses", result.misses());
    json.put("hitRatio", result.hitRatio());
    json.put("evictions", result.evictions());
    json.put("seconds", result.speed().seconds());
    json.put("requestsPerSecond", result.speed().requestsPerSecond());
    SimulationResult.Bytes bytes = result.bytes();
    if (bytes != null) {
      json.put("bytesRequested", bytes.requested());
      json.put("bytesHit", bytes.hit());
      json.put("byteHitRatio", bytes.hitRatio());
    }
    Spread spread = result.spread();
    if (spread != null) {
      json.put("runs", spread.runs());
      json.put("spread", spread.kind().name().toLowerCase(Locale.ROOT));
      json.put("hitRatioLow", spread.low());
      json.put("hitRatioHigh", spread.high());
    }
    return json;
  }

  private static Map<String, Object> formula(SweepReport.Formula formula) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("formula", formula.word());
    json.put("capacity", formula.capacity().amount());
    json.put("hitRatio", formula.hitRatio());
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
