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

  /**
   * Called when a node saw that Redis does not answer any more, or that it does again.
   *
   * @param node index of the node
   * @param l2 {@code up} or {@code down}
   */
  default void healthChanged(int node, String l2) {}
}
