package dev.cachebench.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownRendererTest extends RendererContractTest {

  @Override
  protected Renderer renderer(RunData run) {
    return new MarkdownRenderer();
  }

  @Override
  protected void read(String text) {
    assertThat(text.lines()).hasSizeLessThanOrEqualTo(MarkdownRenderer.MOST_LINES);
    assertThat(text.lines().filter(line -> line.startsWith("# "))).hasSize(1);
    assertThat(text).doesNotContain("<script>").doesNotContainPattern("(?m)^[^|].*[^\\\\]<");
  }

  @Test
  void saysVerdictValidityFiguresAndGates() {
    String text = render(Scenarios.claimed());

    assertThat(text)
        .startsWith("# stampede: FAIL\n")
        .contains("3 passed · 1 failed · 1 undecided", "all figures valid", "exit 3")
        .contains("| steady p99 | 29.8 ms | 28.1 ms | 27.9 ms |", "| expiry errors |")
        .contains("| steady origin/s | 285 | 28.2 | 28.6 |")
        .contains("| ✗ FAIL | hardened | steady | response-time.p99 \\< 20000000 |");
  }

  @Test
  void manyGatesLeaveThoseThatNeedALook() {
    GateConfig[] gates =
        IntStream.range(0, 40)
            .mapToObj(i -> Scenarios.gate("steady", "hit-ratio", Operator.GREATER, i / 1e3))
            .toArray(GateConfig[]::new);
    gates[39] = Scenarios.gate("expiry", "hit-ratio", Operator.LESS, 0.1);

    String text = render(Scenarios.withGates(Scenarios.stampede(), gates));

    assertThat(text).contains("✗ FAIL | hardened | expiry", "and 29 more, which passed");
    read(text);
  }

  @Test
  void theWidestRunFits() {
    GateConfig[] gates =
        IntStream.range(0, 99)
            .mapToObj(i -> Scenarios.gate("steady", "response-time.p99", Operator.LESS, i))
            .toArray(GateConfig[]::new);
    Scenario many =
        Scenarios.withClaims(
            Scenarios.withGates(
                Scenarios.of(
                    IntStream.range(0, 30)
                        .mapToObj(
                            i -> Scenarios.target("t" + i, Preset.HARDENED, Role.CANDIDATE, true))
                        .toList(),
                    List.of()),
                gates),
            Scenarios.claimed().claims().subList(4, 5));

    read(render(many));
  }
}
