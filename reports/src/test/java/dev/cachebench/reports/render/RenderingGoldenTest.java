package dev.cachebench.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.testing.Golden;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import org.junit.jupiter.api.Test;

class RenderingGoldenTest {

  private final RunReport report =
      Reports.of(SyntheticRun.of(Scenarios.claimed()).data(), JudgeOptions.defaults("0.1.0"));

  @Test
  void textIsAsRecorded() {
    String text = new TextRenderer(Style.PLAIN).render(report, "runs/stampede/latest");

    Golden.assertMatches("stampede.txt", text);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void markdownIsAsRecorded() {
    Golden.assertMatches(
        "stampede.md", new MarkdownRenderer().render(report, "runs/stampede/latest"));
  }

  @Test
  void jsonIsAsRecorded() {
    Golden.assertMatches("stampede.json", JsonReport.write(report));
  }
}
