package dev.cachebench.reports.compare.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.compare.Change;
import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.json.JsonReport;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.render.Style;
import dev.cachebench.reports.testing.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonGoldenTest {

  private static Comparison comparison(String name) {
    return new Comparison(
        name,
        "runs/main",
        "runs/change",
        false,
        ChangeVerdict.REGRESSION,
        List.of(
            new Change(
                name,
                "steady",
                "response-time.mean",
                2.04e6,
                2.31e6,
                10,
                10,
                0.132,
                new Interval(0.11, 0.151, 0.95),
                0.05,
                ChangeVerdict.REGRESSION,
                "worse by more than 5.00 %"),
            new Change(
                name,
                "steady",
                "response-time.p99",
                27.9e6,
                28.4e6,
                10,
                10,
                0.018,
                new Interval(-0.03, 0.171, 0.95),
                0.15,
                ChangeVerdict.INCONCLUSIVE,
                "15.0 % lies within the interval"),
            new Change(
                name,
                "outage",
                "hit-ratio",
                0.9,
                0.901,
                10,
                10,
                0.001,
                new Interval(-0.002, 0.004, 0.95),
                0.01,
                ChangeVerdict.NO_REGRESSION,
                "not worse by 1.00 points or more"),
            new Change(
                name,
                "outage",
                "origin-rate",
                null,
                812.0,
                0,
                10,
                null,
                null,
                0.05,
                ChangeVerdict.NO_DATA,
                "no round of the base has a figure")),
        List.of("cachebench run runs/main/scenario.yaml --rounds 20"),
        List.of("java differs: 17 on the base, 21 on the candidate"));
  }

  @Test
  void textIsAsRecorded() {
    String text = new ComparisonText(Style.PLAIN).render(comparison("hardened"));

    Golden.assertMatches("comparison.txt", text);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void markdownIsAsRecorded() {
    Golden.assertMatches("comparison.md", ComparisonMarkdown.render(comparison("hardened")));
  }

  @Test
  void jsonIsAsRecorded() {
    Golden.assertMatches("comparison.json", JsonReport.write(List.of(comparison("hardened"))));
  }

  @Test
  void namesAreText() {
    Comparison hostile = comparison("<script>alert(1)</script>\u001b[31m\n# x");

    assertThat(ComparisonMarkdown.render(hostile)).doesNotContain("<script>", "\u001b", "\n# x");
    assertThat(new ComparisonText(Style.PLAIN).render(hostile)).doesNotContain("\u001b", "\n# x");
    assertThat(JsonReport.write(List.of(hostile))).doesNotContain("\u001b");
  }
}
