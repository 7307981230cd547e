package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;
import java.util.OptionalLong;

/** The server ends every client's connection at one instant; all come back at once. */
public final class ClientKill implements Fault {

  private final ServerControl server;
  private OptionalLong struck = OptionalLong.empty();

  /** Creates one. */
  public ClientKill(ServerControl server) {
    this.server = server;
  }

  @Override
  public void start() {
    long killed =
        server.talk(
            "end connections",
            connection -> Long.parseLong(connection.text("CLIENT", "KILL", "TYPE", "normal")));
    struck = OptionalLong.of(killed);
  }

  @Override
  public void stop() {
    // Clients come back by themselves.
  }

  @Override
  public OptionalLong struck() {
    return struck;
  }
}
