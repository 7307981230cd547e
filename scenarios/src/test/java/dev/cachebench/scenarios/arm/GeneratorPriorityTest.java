package dev.cachebench.scenarios.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.machine.RealTime;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratorPriorityTest {

  private static Map<String, Object> details(LoadModel... loads) {
    LoadScenarios scenario = LoadScenarios.scenario();
    for (LoadModel load : loads) {
      scenario.load(load).phase("phase", Duration.ofSeconds(1));
    }
    GeneratorPriority priority =
        new GeneratorPriority(
            scenario.build(), new RealTime(Path.of("/no/such/thread"), "no-such-command"));
    priority.begin();
    priority.end();
    return priority.details();
  }

  private static LoadModel open(double perSecond) {
    return LoadScenarios.open(perSecond, Arrivals.POISSON);
  }

  @Test
  void isWantedWhereTheGeneratorMostlyWaits() {
    LoadModel closed = new LoadModel.Closed(100, Duration.ofMillis(20));

    assertThat(details(open(5_000), new LoadModel.None(), closed))
        .isEqualTo(Map.of("real-time", false));
  }

  @Test
  void isNotWantedWhereTheGeneratorCouldTakeAProcessorForItself() {
    assertThat(details(open(100), open(5_001))).isEmpty();
    assertThat(details(open(100), new LoadModel.Closed(2, Duration.ZERO))).isEmpty();
    assertThat(details(open(100), new LoadModel.Closed(100, Duration.ofMillis(19)))).isEmpty();
  }
}
