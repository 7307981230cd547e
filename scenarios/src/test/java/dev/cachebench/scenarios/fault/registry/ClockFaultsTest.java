package dev.cachebench.scenarios.fault.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.FaultContractTest;
import dev.cachebench.scenarios.fault.clock.NodeClock;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.origin.OriginWeather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClockFaultsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<NodeClock> nodes = List.of(node(), node(), node());
  private final List<String> heard = new ArrayList<>();
  private Duration redis = Duration.ZERO;

  private NodeClock node() {
    return new NodeClock(() -> 0, nanos::get);
  }

  private Fault fault(FaultKind kind, String on, Map<String, String> settings) {
    FaultPlaces.Clocks clocks =
        new FaultPlaces.Clocks(
            nodes,
            by -> redis = redis.plus(by),
            (index, by, rate) -> heard.add(index + " " + by.toSeconds() + " s " + rate));
    FaultPlaces places = OriginFaultContractTest.places(new OriginWeather(), clocks);
    return new Faults(places)
        .of(
            7,
            new FaultConfig(kind, on, null, Duration.ZERO, Duration.ofSeconds(1), null, settings));
  }

  private List<Long> seconds() {
    return nodes.stream().map(clock -> clock.millis() / 1_000).toList();
  }

  @Nested
  class ASkew extends FaultContractTest {

    private final Fault skew =
        ClockFaultsTest.this.fault(FaultKind.SKEW, "nodes", Map.of("by", "-5s"));

    @Override
    protected Fault fault() {
      return skew;
    }

    @Override
    protected boolean isStruck() {
      assertThat(seconds()).isIn(List.of(-5L, -5L, -5L), List.of(0L, 0L, 0L));
      return seconds().get(0) == -5;
    }

    @Test
    void isHeardOfBothTimes() {
      skew.start();
      skew.stop();

      assertThat(heard).containsExactly("7 -5 s 0.0", "7 5 s 0.0");
    }
  }

  @Test
  void aStepStaysAndMayRepeat() {
    Fault step = fault(FaultKind.STEP, "node-1", Map.of("by", "3s"));

    step.start();
    step.stop();
    assertThat(seconds()).containsExactly(0L, 3L, 0L);

    step.start();
    assertThat(seconds()).containsExactly(0L, 6L, 0L);
    assertThat(redis).isZero();
  }

  @Test
  void aDriftLeavesWhatWasGained() {
    Fault drift = fault(FaultKind.DRIFT, "node-2", Map.of("rate", "50%"));

    drift.start();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    drift.stop();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(seconds()).containsExactly(0L, 0L, 5L);
    assertThat(heard).containsExactly("7 0 s 0.5", "7 0 s 0.0");
  }

  @Test
  void onRedisMovesTheServersClockAlone() {
    Fault skew = fault(FaultKind.SKEW, "redis", Map.of("by", "20s"));

    skew.start();
    assertThat(redis).isEqualTo(Duration.ofSeconds(20));

    skew.stop();
    assertThat(redis).isZero();
    assertThat(seconds()).containsExactly(0L, 0L, 0L);
  }
}
