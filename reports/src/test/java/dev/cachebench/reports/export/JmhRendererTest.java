package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JmhRendererTest extends RendererContractTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  @Override
  protected Renderer renderer(RunData run) {
    return new JmhRenderer(run);
  }

  private static Schema schema() throws Exception {
    try (InputStream in = JmhRendererTest.class.getResourceAsStream("/jmh.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  @Override
  protected void read(String text) throws Exception {
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"AverageTime", "SampleTime"})
  void theSchemaIsWhatJmhItselfWrites(Mode mode) throws Exception {
    Path file = folder.resolve("jmh.json");
    new Runner(
            new OptionsBuilder()
                .include("Clocks\\.nanoTime")
                .mode(mode)
                .forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(5))
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(5))
                .resultFormat(ResultFormatType.JSON)
                .result(file.toString())
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
    JsonNode own = MAPPER.readTree(Files.readString(file));

    assertThat(own).isNotEmpty();
    assertThat(schema().validate(own.toString(), InputFormat.JSON)).isEmpty();
    ObjectNode first = (ObjectNode) own.get(0);
    first.remove("primaryMetric");
    assertThat(schema().validate(own.toString(), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theScoreIsTheMeanAndRoundsAreForks() throws Exception {
    SyntheticRun run = SyntheticRun.standard();
    run.rounds(3);
    RunData data = run.data();
    String text =
        new JmhRenderer(data).render(Reports.of(data, JudgeOptions.defaults("0.1.0")), "x");
    read(text);

    JsonNode hardened = null;
    for (JsonNode result : MAPPER.readTree(text)) {
      if (result.get("benchmark").stringValue().equals("stampede.hardened.steady")) {
        hardened = result;
      }
    }

    JsonNode metric = hardened.get("primaryMetric");
    assertThat(hardened.get("forks").intValue()).isEqualTo(3);
    assertThat(metric.get("rawDataHistogram")).hasSize(3);
    double sum = 0;
    long count = 0;
    for (JsonNode fork : metric.get("rawDataHistogram")) {
      for (JsonNode pair : fork.get(0)) {
        sum += pair.get(0).doubleValue() * pair.get(1).longValue();
        count += pair.get(1).longValue();
      }
    }
    assertThat(count).isEqualTo(9000);
    assertThat(sum / count).isCloseTo(metric.get("score").doubleValue(), within(0.02 * 2e6));
    assertThat(metric.get("scoreUnit").stringValue()).isEqualTo("ns/op");
  }

  @Test
  void anIntervalThatIsMissingIsNoNumber() throws Exception {
    String text = render(Scenarios.named("n"));

    read(text);
    assertThat(text).contains("\"n.n.n\"");
  }
}
