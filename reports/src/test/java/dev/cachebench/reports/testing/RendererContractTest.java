package dev.cachebench.reports.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every renderer keeps: the same text for the same report, and no name that acts. */
public abstract class RendererContractTest {

  protected static final String MARKUP = "<script>alert(1)</script>";

  protected abstract Renderer renderer(RunData run);

  /** Reads the text as its reader would, and fails where that does. */
  protected abstract void read(String text) throws Exception;

  protected final String render(Scenario scenario) {
    RunData run = SyntheticRun.of(scenario).data();
    return render(run, Reports.of(run, JudgeOptions.defaults("0.1.0")));
  }

  protected final String render(RunData run, RunReport report) {
    return renderer(run).render(report, "runs/x");
  }

  @Test
  void theSameRunGivesTheSameText() throws Exception {
    String text = render(Scenarios.claimed());

    assertThat(render(Scenarios.claimed())).isEqualTo(text);
    assertThat(text).endsWith("\n").doesNotContain("\r");
    read(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MARKUP,
        "\u001b[31mred\u0007\u0000",
        "a\nb\r\n# c",
        "\u202eab\u2028c\ud800\uffff",
        "x\",\"y\\\"\\n{}]]>&lt;<!--",
        "`|*_ [a](b) ;#\t",
      })
  void namesAreText(String name) throws Exception {
    String text = render(Scenarios.named(name));

    assertThat(text.codePoints().filter(c -> c != '\n').filter(RendererContractTest::acts))
        .as("%s", text)
        .isEmpty();
    read(text);
  }

  private static boolean acts(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
