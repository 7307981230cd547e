package dev.cachebench.scenarios.fault.network;

import dev.cachebench.scenarios.fault.Fault;
import eu.rekawek.toxiproxy.Proxy;

/** Redis refuses connections, and every live one ends at once. */
public final class Down implements Fault {

  private final NetworkControl network;

  public Down(NetworkControl network) {
    this.network = network;
  }

  @Override
  public void start() {
    network.call(Proxy::disable);
  }

  @Override
  public void stop() {
    network.call(Proxy::enable);
  }
}
