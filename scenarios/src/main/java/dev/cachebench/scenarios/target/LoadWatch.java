package dev.cachebench.scenarios.target;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which calls of one node overlapped a load of their key, for caches that do not say who
 * served them. Each load is claimed by the first call that ends; the others of them joined it.
 *
 * <p>Safe for use by many threads; holds keys only while a call or a load of them is under way.
 */
final class LoadWatch {

  private final ConcurrentMap<String, State> states = new ConcurrentHashMap<>();

  /** Changed under the key's lock of the map only. */
  private static final class State {
    private int calls;
    private int loading;
    private long started;
    private int unclaimed;
  }

  /** How a call stands to the loads of its key. */
  enum Verdict {
    /** No load was under way during the call. */
    NONE,
    /** A load was, and this call counts as the one that it was made for. */
    LOADED,
    /** A load was, made for another call. */
    JOINED
  }

  /**
   * A call that is under way.
   *
   * @param startedBefore loads that had ended when it began
   */
  record Call(String key, long startedBefore) {}

  Call begin(String key) {
    long[] before = new long[1];
    states.compute(
        key,
        (k, old) -> {
          State state = old == null ? new State() : old;
          state.calls++;
          before[0] = state.started - state.loading;
          return state;
        });
    return new Call(key, before[0]);
  }

  /**
   * Ends a call.
   *
   * @param mayClaim whether the value is the origin's as far as the cache says
   */
  Verdict end(Call call, boolean mayClaim) {
    Verdict[] verdict = {Verdict.NONE};
    states.computeIfPresent(
        call.key(),
        (key, state) -> {
          state.calls--;
          if (mayClaim && state.started > call.startedBefore()) {
            verdict[0] = state.unclaimed > 0 ? Verdict.LOADED : Verdict.JOINED;
            state.unclaimed = Math.max(0, state.unclaimed - 1);
          }
          return kept(state);
        });
    return verdict[0];
  }

  void loadStarted(String key) {
    states.compute(
        key,
        (k, old) -> {
          State state = old == null ? new State() : old;
          state.loading++;
          state.started++;
          state.unclaimed++;
          return state;
        });
  }

  void loadEnded(String key) {
    states.computeIfPresent(
        key,
        (k, state) -> {
          state.loading--;
          return kept(state);
        });
  }

  private static @Nullable State kept(State state) {
    return state.calls == 0 && state.loading == 0 ? null : state;
  }

  /** Returns how many keys it holds. */
  int size() {
    return states.size();
  }
}
