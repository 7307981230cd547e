package dev.cachebench.scenarios.arm;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the arm's own threads; all are daemons. */
final class Threads {

  private Threads() {}

  static ThreadFactory of(String role) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "cachebench-" + role + "-" + number.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }
}
