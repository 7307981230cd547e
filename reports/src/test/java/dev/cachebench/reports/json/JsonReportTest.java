package dev.cachebench.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cachebench.reports.Reports;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.SchemaId;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.result.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private final SyntheticRun run = SyntheticRun.standard();

  @Test
  void followsItsSchema() {
    assertThat(problems(json())).isEmpty();
  }

  @Test
  void followsItsSchemaWhenEverythingWentWrong() {
    run.violations.add(
        new Violation(3, 1, "hardened", 0, "steady", "wrong-key", "k\u0001", "expected k, got j"));
    run.count("hardened", "steady", "wrong-values", 7);
    run.count("reviewed", "steady", "shed", 100);
    run.details("arm-end", "hardened", "status", "failed");
    run.details("generator", "reviewed", "late", 900);
    run.details("generator", "reviewed", "lag-p99-nanos", 90_000_000);
    run.events.removeIf(event -> event.event().equals("run-end"));

    assertThat(json()).contains("wrong-answers", "arm-failed", "interrupted", "late-generator");
    assertThat(problems(json())).isEmpty();
  }

  @Test
  void followsItsSchemaWithClaims() {
    run.scenario = Scenarios.claimed();

    assertThat(json()).contains("UNREACHABLE_AT_THIS_HIT_RATIO", "ONLY_FOR_HITS", "UNVERIFIABLE");
    assertThat(problems(json())).isEmpty();
  }

  @Test
  void schemaRefusesAnUnknownKey() {
    String changed = json().replace("\"toolVersion\"", "\"version\"");

    assertThat(problems(changed)).isNotEmpty();
  }

  @Test
  void schemaKnowsItsIdAndEveryWord() {
    String schema = JsonReport.schema();

    assertThat(schema).contains("\"$id\": \"" + SchemaId.CURRENT.id() + "\"");
    assertThat(Warning.Kind.values())
        .allSatisfy(kind -> assertThat(schema).contains("\"" + kind.word() + "\""));
    assertThat(Preset.values())
        .allSatisfy(preset -> assertThat(schema).contains("\"" + preset.word() + "\""));
  }

  @Test
  void sameRunGivesTheSameBytes() {
    String again =
        JsonReport.write(
            Reports.of(SyntheticRun.standard().data(), JudgeOptions.defaults("0.1.0")));

    assertThat(json()).isEqualTo(again).doesNotContain("E7");
  }

  private String json() {
    return JsonReport.write(Reports.of(run.data(), JudgeOptions.defaults("0.1.0")));
  }

  private static List<Error> problems(String json) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonReport.schema(), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }
}
