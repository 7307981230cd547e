package dev.cachebench.scenarios.target;

/** Hears of what seldom happens in a target, on the thread that caused it. */
public interface TargetListener {

  /**
   * Called when the breaker before Redis changed its state.
   *
   * @param node index of the node whose breaker it is
   * @param state {@code closed}, {@code open} or {@code half-open}
   */
  void breakerChanged(int node, String state);
}
