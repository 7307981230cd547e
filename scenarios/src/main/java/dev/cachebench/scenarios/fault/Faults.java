package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds the fault that a line of the timeline names. */
public final class Faults {

  private static final long BYTES_IN_TOXIPROXY_KB = 1_000;

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
  Fault of(int index, FaultConfig config) {
    return switch (config.kind()) {
      case EXPIRE_ALL ->
          new ExpireAll(places.flush(), places.expireL1(), places.nanoClock(), places.expired());
      case FLUSH -> new Flush(places.flush());
      case DOWN -> new Down(network());
      case LATENCY, TIMEOUT, BANDWIDTH, RESET_PEER -> toxic(index, config);
      case KILL -> new Kill(places.redis());
      case PAUSE -> new Pause(places.redis());
      case SLOW ->
          new Slow(
              places.origin(),
              config.number("factor", UnitTable.FACTOR, 1),
              config.duration("added", Duration.ZERO));
      case SKEW -> new Skew(clocks(config), by(config), places.clocks().listener(), index);
      case STEP ->
          new Step(
              clocks(config),
              by(config),
              () -> places.clocks().listener().moving(index, by(config), 0));
      case DRIFT ->
          new Drift(
              nodeClocks(on(config)),
              config.number("rate", UnitTable.RATIO, 0),
              places.clocks().listener(),
              index);
      case ERRORS -> new Errors(places.origin(), config.number("ratio", UnitTable.RATIO, 1));
      default ->
          throw new IllegalStateException(config.kind().word() + " must be refused before a run");
    };
  }

  private static String on(FaultConfig config) {
    return Objects.requireNonNull(config.on(), "clock faults must say whose clock");
  }

  private static Duration by(FaultConfig config) {
    return config.duration("by", Duration.ZERO);
  }

  private List<? extends MovableClock> clocks(FaultConfig config) {
    String on = on(config);
    return on.equals("redis") ? List.of(places.clocks().redis()) : nodeClocks(on);
  }

  private List<NodeClock> nodeClocks(String on) {
    List<NodeClock> all = places.clocks().nodes();
    return on.equals("nodes")
        ? all
        : List.of(all.get(Integer.parseInt(on.substring(on.indexOf('-') + 1))));
  }

  private NetworkControl network() {
    return Objects.requireNonNull(places.network(), "network faults must have a proxy");
  }

  private Fault toxic(int index, FaultConfig config) {
    return new ToxicFault(
        network(),
        "cachebench-" + index,
        directions(config),
        config.number("toxicity", UnitTable.RATIO, 1),
        maker(config));
  }

  private static NetworkControl.Maker maker(FaultConfig config) {
    if (config.kind() == FaultKind.LATENCY) {
      long latency = config.duration("latency", Duration.ZERO).toMillis();
      long jitter = config.duration("jitter", Duration.ZERO).toMillis();
      return (proxy, name, direction) -> {
        var toxic = proxy.toxics().latency(name, direction, latency);
        return jitter > 0 ? toxic.setJitter(jitter) : toxic;
      };
    }
    if (config.kind() == FaultKind.BANDWIDTH) {
      long rate =
          Math.max(1, (long) config.number("rate", UnitTable.SIZE, 0) / BYTES_IN_TOXIPROXY_KB);
      return (proxy, name, direction) -> proxy.toxics().bandwidth(name, direction, rate);
    }
    long after = config.duration("after", Duration.ZERO).toMillis();
    return config.kind() == FaultKind.TIMEOUT
        ? (proxy, name, direction) -> proxy.toxics().timeout(name, direction, after)
        : (proxy, name, direction) -> proxy.toxics().resetPeer(name, direction, after);
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
