package dev.cachebench.scenarios.target;

import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Request coalescing as the review prints it, rebuilt from the review's text with its defects. An
 * event is kept for each key that is being computed and looked at by those who come meanwhile, but
 * nobody waits for it, so everybody computes. Everybody deletes the event, too, which fails for all
 * but the first (Python's {@code KeyError}), although they have their value.
 *
 * <p>Safe for use by many threads.
 */
final class AdvisedCoalescing {

  private final Set<String> computing = ConcurrentHashMap.newKeySet();

  /**
   * Computes, whoever else does.
   *
   * @return what was computed; fails if another caller has deleted the event of the key meanwhile
   */
  <T> CompletionStage<T> compute(String key, Supplier<CompletionStage<T>> compute) {
    // A test of the event would have no effect: it is set and deleted in one step.
    computing.add(key);
    return compute.get().whenComplete((value, failure) -> delete(key));
  }

  private void delete(String key) {
    if (!computing.remove(key)) {
      throw new NoSuchElementException("KeyError: '" + key + "' is no longer being computed");
    }
  }
}
