package dev.cachebench.scenarios.fault.network;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.fault.network.NetworkControl.Maker;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.util.List;

/** A toxic between the caches and Redis, in one direction or both. */
public final class ToxicFault implements Fault {

  private final NetworkControl network;
  private final String name;
  private final List<ToxicDirection> directions;
  private final double toxicity;
  private final Maker maker;

  /**
   * Creates one.
   *
   * @param name start of the toxics' names, unique in the scenario
   * @param directions where it acts
   * @param toxicity share of connections, 0 to 1
   * @param maker adds the toxic in one direction
   */
  public ToxicFault(
      NetworkControl network,
      String name,
      List<ToxicDirection> directions,
      double toxicity,
      Maker maker) {
    this.network = network;
    this.name = name;
    this.directions = List.copyOf(directions);
    this.toxicity = toxicity;
    this.maker = maker;
  }

  @Override
  public void start() {
    stop();
    for (ToxicDirection direction : directions) {
      network.add(name(direction), direction, toxicity, maker);
    }
  }

  @Override
  public void stop() {
    directions.forEach(direction -> network.remove(name(direction)));
  }

  private String name(ToxicDirection direction) {
    return name + (direction == ToxicDirection.UPSTREAM ? "-up" : "-down");
  }
}
