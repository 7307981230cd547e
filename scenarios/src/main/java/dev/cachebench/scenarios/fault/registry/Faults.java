package dev.cachebench.scenarios.fault.registry;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.OneAtATime;
import dev.cachebench.scenarios.fault.clock.ClockListener;
import dev.cachebench.scenarios.fault.clock.Drift;
import dev.cachebench.scenarios.fault.clock.DriftingClock;
import dev.cachebench.scenarios.fault.clock.MovableClock;
import dev.cachebench.scenarios.fault.clock.Skew;
import dev.cachebench.scenarios.fault.clock.Step;
import dev.cachebench.scenarios.fault.data.Corrupt;
import dev.cachebench.scenarios.fault.data.Evict;
import dev.cachebench.scenarios.fault.data.ExpireAll;
import dev.cachebench.scenarios.fault.data.Flush;
import dev.cachebench.scenarios.fault.data.StoredData;
import dev.cachebench.scenarios.fault.network.Down;
import dev.cachebench.scenarios.fault.network.HalfOpen;
import dev.cachebench.scenarios.fault.network.NetworkControl;
import dev.cachebench.scenarios.fault.network.RespFault;
import dev.cachebench.scenarios.fault.network.ToxicFault;
import dev.cachebench.scenarios.fault.origin.Capacity;
import dev.cachebench.scenarios.fault.origin.Errors;
import dev.cachebench.scenarios.fault.origin.Hang;
import dev.cachebench.scenarios.fault.origin.Slow;
import dev.cachebench.scenarios.fault.process.GcPause;
import dev.cachebench.scenarios.fault.process.Kill;
import dev.cachebench.scenarios.fault.process.Loading;
import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.fault.process.Pause;
import dev.cachebench.scenarios.fault.process.PauseNode;
import dev.cachebench.scenarios.fault.process.Restart;
import dev.cachebench.scenarios.fault.server.Busy;
import dev.cachebench.scenarios.fault.server.ClientKill;
import dev.cachebench.scenarios.fault.server.ClientPause;
import dev.cachebench.scenarios.fault.server.DebugSleep;
import dev.cachebench.scenarios.fault.server.MaxMemory;
import dev.cachebench.scenarios.fault.server.NoAuth;
import dev.cachebench.scenarios.fault.server.ReadOnly;
import dev.cachebench.scenarios.fault.server.ServerControl;
import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.origin.OriginWeather;
import dev.cachebench.scenarios.redis.RedisControl;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds the fault that a line of the timeline names. */
public final class Faults {

  private static final long BYTES_IN_TOXIPROXY_KB = 1_000;
  private static final long NANOS_IN_MICRO = 1_000;
  private static final double PERCENT = 100;
  private static final long USUAL_WAIT_MILLIS = 20;
  private static final Duration USUAL_COLLECTION = Duration.ofMillis(500);

  /** Less than an empty server uses, so that every write is refused. */
  private static final double LITTLE_MEMORY = 1_000_000;

  private final FaultPlaces places;

  /** Creates a builder of faults that take hold in these places. */
  public Faults(FaultPlaces places) {
    this.places = places;
  }

  /** Returns the faults of a timeline, in its order. */
  public List<Fault> all(List<FaultConfig> configs) {
    List<Fault> all = new ArrayList<>();
    for (FaultConfig config : configs) {
      all.add(of(all.size(), config));
    }
    return all;
  }

  /**
   * Returns a fault.
   *
   * @param index line of the timeline, from 0
   * @param config its settings, checked
   */
  public Fault of(int index, FaultConfig config) {
    return new OneAtATime(plain(index, config));
  }

  private Fault plain(int index, FaultConfig config) {
    return switch (config.kind()) {
      case DOWN -> new Down(network());
      case HALF_OPEN -> new HalfOpen(places.redis().process());
      case EXPIRE_ALL, FLUSH, EVICT, CORRUPT -> data(config);
      case KILL, PAUSE, RESTART, LOADING -> process(config);
      case GC_PAUSE -> gcPause(config);
      case MAXMEMORY, BUSY, CLIENT_PAUSE, CLIENT_KILL, READ_ONLY, NO_AUTH, DEBUG_SLEEP ->
          server(config);
      case SLOW, ERRORS, HANG, CAPACITY -> origin(config);
      case SKEW, STEP, DRIFT -> clock(index, config);
      default -> {
        if (config.kind().isToxic()) {
          yield toxic(index, config);
        }
        throw new IllegalStateException(config.kind().word() + " must be refused before a run");
      }
    };
  }

  private Fault data(FaultConfig config) {
    StoredData data = places.redis().data();
    double ratio = config.number("ratio", UnitTable.RATIO, 1);
    return switch (config.kind()) {
      case FLUSH -> new Flush(data);
      case EVICT -> new Evict(data, ratio);
      case CORRUPT -> new Corrupt(data, ratio);
      default -> {
        FaultPlaces.Expiry expiry = places.expiry();
        yield new ExpireAll(expiry.l2(), expiry.l1(), expiry.nanoClock(), expiry.expired());
      }
    };
  }

  private Fault process(FaultConfig config) {
    RedisControl redis = places.redis().process();
    return switch (config.kind()) {
      case KILL -> new Kill(redis);
      case PAUSE -> config.isOnNodes() ? new PauseNode(nodes(config)) : new Pause(redis);
      case RESTART -> new Restart(redis, config.word("data", "empty").equals("kept"));
      default -> new Loading(redis, config.length());
    };
  }

  private Fault gcPause(FaultConfig config) {
    return new GcPause(
        nodes(config),
        config.duration("time", USUAL_COLLECTION),
        config.every(),
        places.expiry().nanoClock());
  }

  private Fault server(FaultConfig config) {
    ServerControl server = places.redis().server();
    return switch (config.kind()) {
      case MAXMEMORY ->
          new MaxMemory(
              server,
              (long) config.number("limit", UnitTable.SIZE, LITTLE_MEMORY),
              config.word("policy", "noeviction"));
      case BUSY -> new Busy(server, config.length());
      case CLIENT_PAUSE ->
          new ClientPause(
              server,
              config.word("commands", "all").equals("all") ? "ALL" : "WRITE",
              config.length());
      case CLIENT_KILL -> new ClientKill(server);
      case READ_ONLY -> new ReadOnly(server);
      case NO_AUTH -> new NoAuth(server);
      default -> new DebugSleep(server, config.duration("time", Duration.ofMillis(200)));
    };
  }

  private Fault origin(FaultConfig config) {
    OriginWeather weather = places.origin();
    return switch (config.kind()) {
      case SLOW ->
          new Slow(
              weather,
              config.number("factor", UnitTable.FACTOR, 1),
              config.duration("added", Duration.ZERO));
      case ERRORS -> new Errors(weather, config.number("ratio", UnitTable.RATIO, 1));
      case HANG -> new Hang(weather);
      default -> new Capacity(weather, (int) config.number("concurrency", UnitTable.NUMBER, 1));
    };
  }

  private Fault clock(int index, FaultConfig config) {
    ClockListener listener = places.clocks().listener();
    return switch (config.kind()) {
      case SKEW -> new Skew(clocks(config), by(config), listener, index);
      case STEP ->
          new Step(clocks(config), by(config), () -> listener.moving(index, by(config), 0));
      default ->
          new Drift(
              nodeClocks(on(config)), config.number("rate", UnitTable.RATIO, 0), listener, index);
    };
  }

  private static String on(FaultConfig config) {
    return Objects.requireNonNull(config.on(), "faults of nodes and clocks must say whose");
  }

  private static Duration by(FaultConfig config) {
    return config.duration("by", Duration.ZERO);
  }

  private List<? extends MovableClock> clocks(FaultConfig config) {
    String on = on(config);
    return on.equals("redis") ? List.of(places.clocks().redis()) : nodeClocks(on);
  }

  private List<? extends DriftingClock> nodeClocks(String on) {
    return chosen(places.clocks().nodes(), on);
  }

  private List<NodeControl> nodes(FaultConfig config) {
    return chosen(places.nodes(), on(config));
  }

  /** Returns all nodes, or the one that is named. */
  private static <T> List<T> chosen(List<T> all, String on) {
    return on.equals("nodes")
        ? all
        : List.of(all.get(Integer.parseInt(on.substring(on.indexOf('-') + 1))));
  }

  private NetworkControl network() {
    return Objects.requireNonNull(places.network(), "network faults must have a proxy");
  }

  private Fault toxic(int index, FaultConfig config) {
    String name = "cachebench-" + index;
    double toxicity = config.number("toxicity", UnitTable.RATIO, 1);
    if (config.kind().isRespAware()) {
      double ratio = config.number("ratio", UnitTable.RATIO, 1);
      long percent = Math.max(1, Math.round(PERCENT * ratio));
      boolean isDesync = config.kind() == FaultKind.DESYNC;
      return new RespFault(
          network(),
          name,
          isDesync ? "desync" : "corrupt",
          toxicity,
          isDesync
              ? Map.of("percent", percent, "wait", millis(config, "wait", USUAL_WAIT_MILLIS))
              : Map.of("percent", percent));
    }
    return new ToxicFault(network(), name, directions(config), toxicity, maker(config));
  }

  private static NetworkControl.Maker maker(FaultConfig config) {
    return switch (config.kind()) {
      case LATENCY -> latency(config);
      case BANDWIDTH -> {
        long rate = Math.max(1, bytes(config, "rate") / BYTES_IN_TOXIPROXY_KB);
        yield (proxy, name, direction) -> proxy.toxics().bandwidth(name, direction, rate);
      }
      case TIMEOUT ->
          (proxy, name, direction) ->
              proxy.toxics().timeout(name, direction, millis(config, "after", 0));
      case RESET_PEER ->
          (proxy, name, direction) ->
              proxy.toxics().resetPeer(name, direction, millis(config, "after", 0));
      case SLOW_CLOSE ->
          (proxy, name, direction) ->
              proxy.toxics().slowClose(name, direction, millis(config, "delay", 0));
      case LIMIT_DATA ->
          (proxy, name, direction) ->
              proxy.toxics().limitData(name, direction, bytes(config, "bytes"));
      case SLICER ->
          (proxy, name, direction) ->
              proxy
                  .toxics()
                  .slicer(
                      name,
                      direction,
                      bytes(config, "size"),
                      config.duration("delay", Duration.ZERO).toNanos() / NANOS_IN_MICRO)
                  .setSizeVariation(bytes(config, "variation"));
      default -> throw new IllegalStateException(config.kind().word() + " is no toxic");
    };
  }

  private static NetworkControl.Maker latency(FaultConfig config) {
    long latency = millis(config, "latency", 0);
    long jitter = millis(config, "jitter", 0);
    return (proxy, name, direction) -> {
      var toxic = proxy.toxics().latency(name, direction, latency);
      return jitter > 0 ? toxic.setJitter(jitter) : toxic;
    };
  }

  private static long millis(FaultConfig config, String key, long otherwise) {
    return config.duration(key, Duration.ofMillis(otherwise)).toMillis();
  }

  private static long bytes(FaultConfig config, String key) {
    return (long) config.number(key, UnitTable.SIZE, 0);
  }

  /** Latency counts once for a round trip; what loses data does so in both directions. */
  private static List<ToxicDirection> directions(FaultConfig config) {
    String usual = config.kind() == FaultKind.TIMEOUT ? "both" : "downstream";
    return switch (config.settings().getOrDefault("direction", usual)) {
      case "upstream" -> List.of(ToxicDirection.UPSTREAM);
      case "both" -> List.of(ToxicDirection.UPSTREAM, ToxicDirection.DOWNSTREAM);
      default -> List.of(ToxicDirection.DOWNSTREAM);
    };
  }
}
