package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.Direction;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchmarkActionRendererTest extends RendererContractTest {

  @Override
  protected Renderer renderer(RunData run) {
    return new BenchmarkActionRenderer(Direction.LOWER);
  }

  /** Checks what the action itself checks of each entry. */
  @Override
  protected void read(String text) {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : JsonMapper.builder().build().readTree(text)) {
      names.add(entry.get("name").stringValue());
      assertThat(entry.get("value").isNumber()).isTrue();
      assertThat(entry.get("unit").isString()).isTrue();
      assertThat(entry.get("range") == null || entry.get("range").isString()).isTrue();
      assertThat(entry.get("extra").isString()).isTrue();
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String render(SyntheticRun run, Direction direction) {
    RunData data = run.data();
    return new BenchmarkActionRenderer(direction)
        .render(Reports.of(data, JudgeOptions.defaults("0.1.0")), "x");
  }

  @Test
  void eachDirectionHasItsFile() {
    SyntheticRun run = SyntheticRun.standard();

    String smaller = render(run, Direction.LOWER);
    String bigger = render(run, Direction.HIGHER);

    assertThat(smaller)
        .contains("stampede/hardened/steady/response-time.p99", "/error-ratio", "\"± ")
        .doesNotContain("hit-ratio", "achieved-rate", "/none/", "/reviewed/");
    assertThat(bigger)
        .contains("stampede/hardened/steady/hit-ratio", "achieved-rate", "speedup.mean")
        .doesNotContain("response-time");
    read(bigger);
  }

  @Test
  void whatIsNotValidMakesNoPoint() {
    SyntheticRun run = SyntheticRun.standard();
    run.details("generator", "hardened", "lag-p99-nanos", 500_000_000);

    assertThat(render(run, Direction.LOWER))
        .doesNotContain("response-time")
        .contains("error-ratio");
  }

  @Test
  void namesAreTheSameInEveryRun() {
    assertThat(Scenarios.stampede().name()).isEqualTo("stampede");
    assertThat(render(SyntheticRun.standard(), Direction.LOWER))
        .contains("\"stampede/hardened/expiry/response-time.mean\"");
  }
}
