package dev.cachebench.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {

  private static RunReport report(SyntheticRun run) {
    return Reports.of(run.data(), JudgeOptions.defaults("0.1.0"));
  }

  private static String text(SyntheticRun run) {
    return new TextRenderer(Style.PLAIN).render(report(run), "runs/x");
  }

  @Test
  void moreThanSixTargetsGoOnBelow() {
    List<TargetConfig> targets = new ArrayList<>();
    targets.add(Scenarios.target("none", Preset.NONE, Role.BASELINE, false));
    for (int i = 1; i <= 7; i++) {
      targets.add(
          Scenarios.target("a-long-name-of-target-" + i, Preset.HARDENED, Role.CONTROL, true));
    }

    String text = text(SyntheticRun.of(Scenarios.of(targets, List.of())));

    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(text.lines().filter(line -> line.startsWith("  steady  requests")).count())
        .isGreaterThan(1);
  }

  @Test
  void escapesThatWouldMoveTheCursorAreShownAsQuestionMarks() {
    SyntheticRun run = SyntheticRun.standard();
    run.details("arm-end", "hardened", "status", "failed");
    run.details("arm-end", "hardened", "message", "bad\u001b[2J\u202e|line\nnext");

    String text = text(run);

    assertThat(text).contains("! counts, latency, throughput, ratio: hardened's arm of round 1");
    assertThat(text).contains("bad?[2J?|line next").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void markdownEscapesPipesAndMarkup() {
    SyntheticRun run = SyntheticRun.standard();
    run.violations.add(
        new Violation(1, 1, "none", 0, "steady", "wrong-key", "a|b", "<b>*x*</b>\n# y"));

    String markdown = new MarkdownRenderer().render(report(run), "runs/x");

    assertThat(markdown).contains("a\\|b").contains("\\<b\\>\\*x\\*\\</b\\> \\# y");
  }

  @Test
  void colourMarksSignsAndTheVerdictOnly() {
    Style loud =
        new Style() {
          @Override
          public String pass(String text) {
            return "<p>" + text + "</p>";
          }

          @Override
          public String fail(String text) {
            return "<f>" + text + "</f>";
          }

          @Override
          public String warn(String text) {
            return "<w>" + text + "</w>";
          }

          @Override
          public String dim(String text) {
            return text;
          }
        };

    String text = new TextRenderer(loud).render(report(SyntheticRun.standard()), "runs/x");

    assertThat(text).contains("<p>✓</p> expiry", "<f>✗</f> steady", "<w>?</w>", "<f>FAIL</f>");
    assertThat(text.replaceAll("</?[pfw]>", "")).isEqualTo(text(SyntheticRun.standard()));
  }

  @Test
  void reviewedIsCalledAReconstructionOnce() {
    String text = text(SyntheticRun.standard());

    assertThat(text.split("reconstruction", -1)).hasSize(2);
  }
}
