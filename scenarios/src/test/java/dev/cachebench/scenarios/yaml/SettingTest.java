package dev.cachebench.scenarios.yaml;

import static dev.cachebench.scenarios.yaml.Texts.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Rate;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private static Scenario read(String... settings) {
    return ScenarioReader.read(
        "test.yaml", SMALL, Stream.of(settings).map(Setting::parse).toList());
  }

  @Test
  void replacesValuesAtTheirPaths() {
    Scenario scenario =
        read(
            "load.rate=20/s",
            "phases[0].duration=3s",
            "targets.hardened.jitter=off",
            "nodes.count=3",
            "cache={l1: {capacity: 7}}",
            "seed=7");

    assertThat(((LoadModel.Open) scenario.load()).rate()).isEqualTo(new Rate(20));
    assertThat(scenario.phases().get(0).duration()).hasSeconds(3);
    assertThat(scenario.targets().get(1).cache().jitter()).isZero();
    assertThat(scenario.targets().get(1).cache().l1().capacity()).isEqualTo(7);
    assertThat(scenario.nodes()).isEqualTo(3);
    assertThat(scenario.seed()).isEqualTo(7);
  }

  @Test
  void addsTargets() {
    assertThat(read("targets.reviewed={preset: reviewed}").targets()).hasSize(3);
  }

  @Test
  void makesATargetOfAClass() {
    TargetConfig mine =
        read("targets.mine.class=com.example.MyCache", "targets.mine.l1.ttl=3s").targets().get(2);

    assertThat(mine.name()).isEqualTo("mine");
    assertThat(mine.className()).isEqualTo("com.example.MyCache");
    assertThat(mine.preset()).isEqualTo(Preset.OWN);
    assertThat(mine.cache().l1().ttl()).hasSeconds(3);
    assertThat(mine.cache().coalescing()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load.rat=5/s|6|there is no `load.rat`, did you mean `load.rate`?",
        "lod.rate=5/s|1|there is no `lod`, did you mean `load`?",
        "targets.hardend.jitter=off|9|there is no `targets.hardend`, did you mean `targets.hardened`?",
        "targets.none.class=com.example.MyCache|20|excludes `preset`",
        "targets.mine.class=My Cache|20|must be the name of a class, but was `My Cache`",
        "targets.mine={class: X, jitter: 10%}|33|a class of your own brings its own jitter",
        "phases[4].duration=5s|7|there is no item [4]",
        "load.rate=-50/s|11|must be greater than 0, but was -50/s",
        "load.rate={|12|is not YAML: expected the node content, but found '<stream end>'",
        "seed=|5|has no value",
        "a..b=1|1|a setting is `path=value` in one line",
      })
  void pointsIntoTheSetting(String setting, int column, String message) {
    List<Problem> problems = Texts.problems(SMALL, Setting.parse(setting));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).isEqualTo(message);
    assertThat(problems.get(0).source()).isEqualTo("--set");
    assertThat(problems.get(0).column()).isEqualTo(column);
  }

  @Test
  void needsAnEqualsSign() {
    assertThatThrownBy(() -> Setting.parse("seed"))
        .hasMessage("a setting must be path=value, such as load.rate=500/s, but was seed");
  }
}
