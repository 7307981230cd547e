package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioAdviceTest {
  private static List<String> warnings(String text) {
    return ScenarioAdvice.warnings(ScenarioReader.read("x", text, List.of()));
  }

  @Test
  void saysNothingWhenAllIsWell() {
    assertThat(warnings(Texts.SMALL)).isEmpty();
  }

  @Test
  void warnsOfMoreLoadThanTheOriginServes() {
    String overloaded = Texts.SMALL.replace("100/s", "5000/s");

    assertThat(warnings(overloaded))
        .containsExactly(
            "Phase steady offers 5,000 loads/s to a target without a cache, but the origin serves"
                + " 3,200/s (64 at once, 20ms each): its queue grows without end. Lower the rate or"
                + " raise origin.concurrency to at least 100.");
    assertThat(warnings(overloaded.replace("preset: none", "preset: reviewed"))).isEmpty();
  }

  @Test
  void warnsOfTimesToLiveShorterThanLoads() {
    assertThat(warnings(Texts.SMALL + "cache: {l1: {ttl: 5ms}}\n"))
        .containsExactly(
            "hardened.l1.ttl, 5ms, is shorter than half of the loads take (20ms): entries expire"
                + " while they are loaded. Raise the time to live.");
  }

  @Test
  void warnsOfAWarmupTooShortForTheTiersToFill() {
    String slow = Texts.SMALL.replace("100/s", "10/s") + "warmup: 5s\n";

    assertThat(warnings(slow))
        .singleElement()
        .asString()
        .matches(
            "From empty, hardened's l2 settles after about \\d+s at 10 requests/s \\(Che's approximation\\)\\."
                + " The warm-up is 5s, so hit ratios still rise in the first phase\\."
                + " Use warmup: \\d+s, or preload: all\\.");
    assertThat(warnings(slow + "preload: all\n")).isEmpty();
    assertThat(warnings(slow.replace("warmup: 5s", "warmup: 0s"))).isEmpty();
  }

  @Test
  void warnsOfPhasesTooShortForTheirPercentile() {
    String gate = "gates: [{phase: steady, require: response-time.p99 < 1s}]\n";

    assertThat(warnings(Texts.SMALL + gate)).isEmpty();
    assertThat(warnings(Texts.SMALL.replace("10s", "9s") + gate))
        .containsExactly(
            "The gate `response-time.p99 < 1s` needs 1,000 samples, and phase steady offers 900."
                + " Make it longer, raise the rate, or judge a lower percentile.");
  }

  @Test
  void warnsOfGatesWithoutAnybodyToCompareOrJudge() {
    String text =
        Texts.SMALL.replace(", role: baseline", "").replace("{}", "{role: control}")
            + "gates: [{target: hardened, require: speedup.mean > 2}]\n";

    assertThat(warnings(text)).hasSize(1).first().asString().contains("role: baseline");
    assertThat(
            warnings(
                text.replace("target: hardened, ", "").replace("preset: none", "role: control")))
        .hasSize(2)
        .anyMatch(warning -> warning.contains("judges candidates, and there is none"));
  }
}
