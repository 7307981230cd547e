package dev.cachebench.scenarios.fault.network;

import dev.cachebench.scenarios.fault.Fault;
import java.util.Map;

/** Replies of Redis are changed on their way, or change places: a toxic that is ours alone. */
public final class RespFault implements Fault {

  private final NetworkControl network;
  private final String name;
  private final String type;
  private final double toxicity;
  private final Map<String, Long> attributes;

  /**
   * Creates one.
   *
   * @param name of the toxic, unique in the scenario
   * @param type of the toxic
   * @param toxicity share of connections, 0 to 1
   * @param attributes of the type
   */
  public RespFault(
      NetworkControl network,
      String name,
      String type,
      double toxicity,
      Map<String, Long> attributes) {
    this.network = network;
    this.name = name;
    this.type = type;
    this.toxicity = toxicity;
    this.attributes = Map.copyOf(attributes);
  }

  @Override
  public void start() {
    stop();
    network.add(name, type, toxicity, attributes);
  }

  @Override
  public void stop() {
    network.remove(name);
  }
}
