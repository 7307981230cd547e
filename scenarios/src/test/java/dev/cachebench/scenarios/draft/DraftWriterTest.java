package dev.cachebench.scenarios.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.ScenarioAdvice;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DraftWriterTest {

  private static Scenario read(Draft draft) {
    return ScenarioReader.read("draft.yaml", DraftWriter.write(draft), List.of());
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void usualDraftsAreValidAndWithoutWarning(Trouble trouble) {
    Scenario scenario = read(Draft.usual().with(DraftField.TROUBLE, trouble.word()));

    assertThat(ScenarioAdvice.warnings(scenario)).isEmpty();
    assertThat(scenario.targets()).hasSize(3);
    assertThat(scenario.faults()).hasSize(trouble == Trouble.NONE ? 0 : 1);
    assertThat(scenario.faults())
        .extracting(FaultConfig::kind)
        .allMatch(kind -> trouble.fault().contains(kind.word()));
  }

  @Test
  void saysWhatItWasTold() {
    Draft draft =
        Draft.usual()
            .with(DraftField.NAME, "shop")
            .with(DraftField.KEYS, "5_000")
            .with(DraftField.VALUE_SIZE, "200B..4KiB")
            .with(DraftField.RATE, "250/s")
            .with(DraftField.WRITES, "0.5%")
            .with(DraftField.NODES, " 3 ");

    Scenario scenario = read(draft);

    assertThat(scenario.name()).isEqualTo("shop");
    assertThat(scenario.keys().count()).isEqualTo(5_000);
    assertThat(scenario.values().max().bytes()).isEqualTo(4096);
    assertThat(scenario.operations().getShare()).isEqualTo(0.995);
    assertThat(scenario.nodes()).isEqualTo(3);
    assertThat(scenario.targets().get(2).cache().l1().capacity()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "KEYS, 1, too small",
    "KEYS, 1.5, too small",
    "KEYS, 2.5, must be a whole number",
    "KEYS, many, must be a number",
    "VALUE_SIZE, 4KiB..1KiB, must be a range from the smaller to the larger",
    "VALUE_SIZE, 1KiB..2KiB..3KiB, must be a size or a range",
    "VALUE_SIZE, 1TiB, no unit",
    "RATE, 1000, with its unit",
    "WRITES, 100%, too large",
    "ORIGIN_TIME, 1h, too large",
    "NODES, 65, too large",
    "NAME, <script>, must be a name",
    "TROUBLE, flood, must be a word",
  })
  void refusesWhatIsNoSuchFigure(DraftField field, String text, String problem) {
    assertThatThrownBy(() -> Draft.usual().with(field, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Property(tries = 500)
  void anyFiguresGiveAValidFile(
      @ForAll @IntRange(min = 2, max = 100_000_000) int keys,
      @ForAll @DoubleRange(min = 0.1, max = 1_000_000) double rate,
      @ForAll @IntRange(min = 1, max = 60_000_000) int originMicros,
      @ForAll @IntRange(min = 1, max = 64) int nodes,
      @ForAll @IntRange(max = 99) int writes,
      @ForAll @IntRange(min = 1, max = 64 << 20) int bytes,
      @ForAll Trouble trouble) {
    Draft draft =
        Draft.usual()
            .with(DraftField.KEYS, "" + keys)
            .with(DraftField.RATE, String.format("%.3f/s", rate))
            .with(DraftField.ORIGIN_TIME, originMicros + "us")
            .with(DraftField.NODES, "" + nodes)
            .with(DraftField.WRITES, writes + "%")
            .with(DraftField.VALUE_SIZE, bytes + "B")
            .with(DraftField.TROUBLE, trouble.word());

    assertThat(read(draft).keys().count()).isEqualTo(keys);
  }
}
