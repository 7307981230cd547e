package dev.cachebench.scenarios.fault;

import eu.rekawek.toxiproxy.Proxy;

/** Redis refuses connections, and every live one ends at once. */
final class Down implements Fault {

  private final NetworkControl network;

  Down(NetworkControl network) {
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
