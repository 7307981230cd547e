package dev.cachebench.scenarios.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.machine.RealTime;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.testing.LoadScenarios;
import dev.cachebench.scenarios.workload.PhaseSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratorPriorityTest {

  private static Map<String, Object> details(LoadModel... loads) {
    return details(2, loads);
  }

  private static Map<String, Object> details(int processors, LoadModel... loads) {
    List<PhaseSpan> phases =
        Stream.of(loads).map(load -> new PhaseSpan(0, "phase", 0, 1, load)).toList();
    GeneratorPriority priority =
        new GeneratorPriority(
            phases, processors, new RealTime(Path.of("/no/such/thread"), "no-such-command"));
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
    assertThat(details(1, open(100))).isEmpty();
    assertThat(details(open(100), new LoadModel.Closed(2, Duration.ZERO))).isEmpty();
    assertThat(details(open(100), new LoadModel.Closed(100, Duration.ofMillis(19)))).isEmpty();
  }
}
