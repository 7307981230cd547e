package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.testing.LoadScenarios;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static LoadScenarios twoPhases() {
    return LoadScenarios.scenario()
        .nodes(4)
        .keys(500, new KeyDistribution.Zipfian(0.99))
        .operations(90, 5, 3, 2)
        .load(LoadScenarios.open(1000, Arrivals.POISSON))
        .warmup(Duration.ofSeconds(1))
        .phase("steady", Duration.ofSeconds(2))
        .load(LoadScenarios.open(3000, Arrivals.CONSTANT))
        .phase("peak", Duration.ofSeconds(1));
  }

  @Property(tries = 20)
  void hashIsAFunctionOfTheSeed(@ForAll long seed) {
    String hash = Schedule.of(twoPhases().seed(seed).build()).hash();

    assertThat(hash)
        .hasSize(16)
        .isEqualTo(Schedule.of(twoPhases().seed(seed).build()).hash())
        .isNotEqualTo(Schedule.of(twoPhases().seed(seed + 1).build()).hash());
  }

  @Test
  void anotherTargetChangesNothing() {
    assertThat(Schedule.of(twoPhases().another("second").build()).hash())
        .isEqualTo(Schedule.of(twoPhases().build()).hash());
  }

  @Test
  void everyPartOfASlotCountsInTheHash() {
    String hash = Schedule.of(twoPhases().build()).hash();

    assertThat(Schedule.of(twoPhases().nodes(3).build()).hash()).isNotEqualTo(hash);
    assertThat(Schedule.of(twoPhases().operations(90, 5, 2, 3).build()).hash()).isNotEqualTo(hash);
    assertThat(Schedule.of(twoPhases().keys(501, new KeyDistribution.Zipfian(0.99)).build()).hash())
        .isNotEqualTo(hash);
    assertThat(Schedule.of(twoPhases().warmup(Duration.ofSeconds(2)).build()).hash())
        .isNotEqualTo(hash);
  }

  @Test
  void slotsStayInTheirPhaseAndNeverGoBack() {
    Schedule schedule = Schedule.of(twoPhases().build());

    SlotCursor slots = schedule.slots();
    int[] inPhase = new int[3];
    long last = 0;
    while (slots.advance()) {
      PhaseSpan phase = schedule.phases().get(slots.phase());
      assertThat(slots.startNanos())
          .isGreaterThanOrEqualTo(Math.max(last, phase.startNanos()))
          .isLessThan(phase.endNanos());
      last = slots.startNanos();
      inPhase[slots.phase()]++;
    }
    assertThat(inPhase[0]).isEqualTo(3000);
    assertThat(inPhase[1]).isCloseTo(2000, within(180));
    assertThat(inPhase[2]).isEqualTo(3000);
    assertThat(slots.passed()).isEqualTo(inPhase[0] + inPhase[1] + inPhase[2]);
  }

  @Test
  void operationsAndNodesHaveTheirShares() {
    SlotCursor slots =
        Schedule.of(twoPhases().phase("long", Duration.ofSeconds(30)).build()).slots();

    Map<Operation, Integer> operations = new EnumMap<>(Operation.class);
    int[] nodes = new int[4];
    while (slots.advance()) {
      operations.merge(slots.operation(), 1, Integer::sum);
      nodes[slots.node()]++;
    }
    double total = slots.passed();
    assertThat(operations.get(Operation.GET) / total).isCloseTo(0.90, within(0.005));
    assertThat(operations.get(Operation.PUT) / total).isCloseTo(0.05, within(0.003));
    assertThat(operations.get(Operation.UPDATE) / total).isCloseTo(0.03, within(0.003));
    assertThat(operations.get(Operation.DELETE) / total).isCloseTo(0.02, within(0.003));
    for (int node : nodes) {
      assertThat(node / total).isCloseTo(0.25, within(0.006));
    }
  }

  @Test
  void usersOfAClosedLoadDifferAndRepeat() {
    Schedule schedule =
        Schedule.of(
            twoPhases()
                .load(new LoadModel.Closed(2, Duration.ZERO))
                .phase("closed", Duration.ofSeconds(1))
                .build());
    PhaseSpan phase = schedule.phases().get(3);

    assertThat(keys(schedule.user(phase, 0)))
        .isEqualTo(keys(schedule.user(phase, 0)))
        .isNotEqualTo(keys(schedule.user(phase, 1)));
  }

  private static String keys(RequestStream user) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      user.advance();
      keys.append(user.key()).append(' ');
    }
    return keys.toString();
  }
}
