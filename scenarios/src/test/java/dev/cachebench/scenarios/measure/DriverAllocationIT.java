package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cachebench.scenarios.check.ConsistencyChecker;
import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.history.HistoryLog;
import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.target.NoOpTarget;
import dev.cachebench.scenarios.testing.LoadScenarios;
import dev.cachebench.scenarios.workload.KeyNames;
import dev.cachebench.scenarios.workload.Schedule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the driver allocates for a request that is answered at once. */
class DriverAllocationIT {

  private static final int REQUESTS = 200_000;
  private static final int CHUNK = REQUESTS / 40;

  private final long zero = System.nanoTime();
  private final ParkingClock clock = new ParkingClock(() -> System.nanoTime() - zero);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<Long> allocated = new ArrayList<>(REQUESTS / CHUNK + 100);
  private long asked;

  private LoadDriver driver(Scenario scenario) {
    KeyNames names = new KeyNames(scenario.keys().count());
    OriginState state =
        new OriginState(names.count(), new ValueCodec(scenario.values(), 1), clock::nanos);
    SimulatedOrigin unused =
        new SimulatedOrigin(
            scenario.origin(),
            1,
            state,
            names,
            new SimulatedOrigin.Timing(clock::nanos, (nanos, task) -> {}, Runnable::run));
    Schedule schedule = Schedule.of(scenario);
    DriverSettings settings = DriverSettings.of("no-op", 1, clock.nanos(), 1000);
    NoOpTarget noOp = new NoOpTarget(names, state::value);
    return new LoadDriver(
        schedule,
        new UnderTest(
            new FakeTarget(
                (node, key) -> {
                  if (++asked % CHUNK == 0) {
                    allocated.add(threads.getCurrentThreadAllocatedBytes());
                  }
                  return noOp.get(node, key);
                }),
            unused,
            new ConsistencyChecker(state, names, 1, 1, OptionalLong.empty()),
            names,
            new ExpiryProbe(schedule, settings, 1, names),
            LifetimeProbe.off(),
            new ClockProbe(LifetimeProbe.off(), settings),
            HistoryLog.OFF,
            1),
        settings,
        clock);
  }

  @Test
  void anOpenRequestAllocatesNothingOnceItsCodeIsCompiled() {
    Scenario scenario =
        LoadScenarios.scenario()
            .keys(1000, new KeyDistribution.Zipfian(0.99))
            .load(LoadScenarios.open(REQUESTS / 2.0, Arrivals.POISSON))
            .phase("steady", Duration.ofSeconds(2))
            .build();

    driver(scenario).run();

    assertThat(asked).isGreaterThan(REQUESTS * 3L / 4);
    // Of 5,000 requests each. Histograms grow whenever a time comes that is longer than any before,
    // so not every chunk is free; the point of sampling itself costs 24 bytes.
    assertThat(perRequest()).filteredOn(bytes -> bytes < 0.5).hasSizeGreaterThan(20);
  }

  private List<Double> perRequest() {
    List<Double> bytes = new ArrayList<>();
    for (int i = 1; i < allocated.size(); i++) {
      bytes.add((double) (allocated.get(i) - allocated.get(i - 1)) / CHUNK);
    }
    return bytes;
  }
}
