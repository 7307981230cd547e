package dev.cachebench.engine;

import dev.cachebench.engine.coalesce.Waiter;
import org.jspecify.annotations.Nullable;

/** Nobody: the seat of a refresh, which has no caller and is therefore counted as no lookup. */
final class RefreshWaiter<V> extends Waiter<Answer<V>, @Nullable V> {

  @Override
  protected @Nullable V view(Answer<V> answer) {
    return answer.value();
  }

  @Override
  protected void countAnswer(Answer<V> answer) {}

  @Override
  protected void countError() {}

  @Override
  protected void countLeft() {}
}
