package dev.cachebench.scenarios.fault.server;

import dev.cachebench.scenarios.fault.Fault;

/** The server has too little memory: it refuses writes (OOM), or evicts, as its policy says. */
public final class MaxMemory implements Fault {

  private static final String LIMIT = "maxmemory";
  private static final String POLICY = "maxmemory-policy";

  private final ServerControl server;
  private final long bytes;
  private final String policy;
  private Before before = Before.NOTHING;

  /** The settings to go back to. */
  private record Before(String limit, String policy) {
    private static final Before NOTHING = new Before("", "");
  }

  /**
   * Creates one.
   *
   * @param bytes what it may use, greater than 0
   * @param policy of Redis, such as {@code noeviction}
   */
  public MaxMemory(ServerControl server, long bytes, String policy) {
    this.server = server;
    this.bytes = bytes;
    this.policy = policy;
  }

  @Override
  public void start() {
    if (before.equals(Before.NOTHING)) {
      before =
          server.talk(
              "tell its limit of memory",
              c -> new Before(ServerControl.setting(c, LIMIT), ServerControl.setting(c, POLICY)));
    }
    set(Long.toString(bytes), policy);
  }

  @Override
  public void stop() {
    if (!before.equals(Before.NOTHING)) {
      set(before.limit(), before.policy());
      before = Before.NOTHING;
    }
  }

  private void set(String limit, String newPolicy) {
    server.talk(
        "limit its memory",
        connection -> {
          connection.call("CONFIG", "SET", POLICY, newPolicy);
          return connection.text("CONFIG", "SET", LIMIT, limit);
        });
  }
}
