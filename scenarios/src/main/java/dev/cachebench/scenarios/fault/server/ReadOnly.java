package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;

/** The server has become a replica, as after a failover: it answers reads and refuses writes. */
public final class ReadOnly implements Fault {

  private static final String NOBODY_LISTENS_THERE = "1";

  private final ServerControl server;
  private boolean isOn;

  /** Creates one. */
  public ReadOnly(ServerControl server) {
    this.server = server;
  }

  @Override
  public void start() {
    isOn = true;
    server.call("become a replica", "REPLICAOF", "127.0.0.1", NOBODY_LISTENS_THERE);
  }

  @Override
  public void stop() {
    if (isOn) {
      server.call("become a master again", "REPLICAOF", "NO", "ONE");
      isOn = false;
    }
  }
}
