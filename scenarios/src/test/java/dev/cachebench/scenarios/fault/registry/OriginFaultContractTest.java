package dev.cachebench.scenarios.fault.registry;

import dev.cachebench.scenarios.check.ValueCodec;
import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.FaultContractTest;
import dev.cachebench.scenarios.fault.data.StoredData;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.model.ValuesConfig;
import dev.cachebench.scenarios.origin.OriginState;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.origin.SimulatedOrigin;
import dev.cachebench.scenarios.redis.RedisControl;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.testing.VirtualClock;
import dev.cachebench.scenarios.workload.KeyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The contract for faults of the simulated origin, on a clock that a test moves. */
abstract class OriginFaultContractTest extends FaultContractTest {

  static final FaultPlaces.Clocks NO_CLOCKS =
      new FaultPlaces.Clocks(List.of(), by -> {}, (index, by, rate) -> {});

  static final Duration USUAL = Duration.ofMillis(10);

  private final VirtualClock clock = new VirtualClock();
  private final SimulatedOrigin origin = origin();
  private final Fault fault;

  OriginFaultContractTest(FaultKind kind, Map<String, String> settings) {
    FaultPlaces places = places(origin.weather(), NO_CLOCKS);
    this.fault =
        new Faults(places)
            .of(0, new FaultConfig(kind, null, null, Duration.ZERO, USUAL, null, settings));
  }

  /** Places of which only the origin and the clocks may be touched. */
  static FaultPlaces places(OriginWeather weather, FaultPlaces.Clocks clocks) {
    RedisEndpoint nowhere = new RedisEndpoint("127.0.0.1", 1, null, null, 0);
    return new FaultPlaces(
        null,
        new FaultPlaces.Redis(new NoRedis(), new ServerControl(nowhere), new NoData()),
        weather,
        new FaultPlaces.Expiry(() -> {}, () -> {}, () -> 0, at -> {}),
        clocks);
  }

  private SimulatedOrigin origin() {
    KeyNames names = new KeyNames(10);
    ValuesConfig values = new ValuesConfig(new DataSize(100), new DataSize(100));
    return new SimulatedOrigin(
        new OriginConfig(new ServiceTime.Fixed(USUAL), 1, 0),
        1,
        new OriginState(names.count(), new ValueCodec(values, 1), clock::nanos),
        names,
        new SimulatedOrigin.Timing(clock::nanos, clock::after, Runnable::run));
  }

  @Override
  protected final Fault fault() {
    return fault;
  }

  /** Loads so many keys at once and returns how many have been loaded after a time. */
  final long loadedOf(int count, Duration time) {
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(origin.load("k" + i));
    }
    clock.advanceTo(clock.nanos() + time.toNanos());
    return answers.stream().filter(CompletableFuture::isDone).count();
  }

  /** Loads a key and returns the answer as it stands after a time. */
  final CompletableFuture<byte[]> loadFor(Duration time) {
    CompletableFuture<byte[]> answer = origin.load("k1");
    clock.advanceTo(clock.nanos() + time.toNanos());
    return answer;
  }

  /** Lets everything end that still works. */
  final void waitOut() {
    clock.advanceTo(clock.nanos() + Duration.ofSeconds(1).toNanos());
  }

  private static final class NoData implements StoredData {

    @Override
    public long flush() {
      throw new AssertionError("no fault of the origin may touch data");
    }

    @Override
    public long evict(double ratio) {
      return flush();
    }

    @Override
    public long corrupt(double ratio) {
      return flush();
    }
  }

  private static final class NoRedis implements RedisControl {

    @Override
    public void kill() {
      throw new AssertionError("no fault of the origin may touch Redis");
    }

    @Override
    public void restart() {
      kill();
    }

    @Override
    public void pause() {
      kill();
    }

    @Override
    public void resume() {
      kill();
    }

    @Override
    public void shiftClock(Duration offset) {
      kill();
    }
  }
}
