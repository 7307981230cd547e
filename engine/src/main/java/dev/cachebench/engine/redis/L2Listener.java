package dev.cachebench.engine.redis;

import java.time.Duration;

/** Hears of what seldom happens in L2; return at once and do not throw. */
public interface L2Listener {

  /** Called when the probe finds that Redis answers, or that it does not any more. */
  void healthChanged(boolean isUp);

  /** Called when every connection answers again after Redis or a connection did not. */
  void recovered();

  /** Called when a connection did not answer while the probe's own did, and is replaced. */
  void connectionReplaced();

  /** Called when a wait goes on because this JVM stood still for that long. */
  void waitExtended(Duration paused);
}
