package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.redis.RespConnection;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's password is another one. Connections that stand go on working, which hides it; so
 * all are ended, and nobody who comes back is let in.
 */
public final class NoAuth implements Fault {

  private static final String SETTING = "requirepass";

  private final ServerControl server;
  private @Nullable RespConnection inside;

  /** Creates one. */
  public NoAuth(ServerControl server) {
    this.server = server;
  }

  @Override
  public void start() {
    if (inside != null) {
      return;
    }
    try {
      RespConnection connection = server.open();
      inside = connection;
      connection.call("CONFIG", "SET", SETTING, "changed-" + password().hashCode());
      connection.call("CLIENT", "KILL", "TYPE", "normal");
    } catch (IOException e) {
      throw ServerControl.refused("change its password", e);
    }
  }

  private String password() {
    return Objects.requireNonNullElse(server.endpoint().password(), "");
  }

  @Override
  public void stop() {
    RespConnection connection = inside;
    if (connection == null) {
      return;
    }
    try {
      connection.call("CONFIG", "SET", SETTING, RespConnection.utf8(password()));
      connection.close();
      inside = null;
    } catch (IOException e) {
      throw ServerControl.refused("take its password back", e);
    }
  }
}
