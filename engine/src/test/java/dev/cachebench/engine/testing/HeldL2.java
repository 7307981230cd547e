package dev.cachebench.engine.testing;

import dev.cachebench.engine.redis.L2Answer;
import dev.cachebench.engine.redis.L2Failure;
import dev.cachebench.engine.redis.L2Store;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * An L2 in a map. While it is held, reads take effect at once but answers wait for {@link
 * #release}; writes and removals take effect only then, in order.
 */
public final class HeldL2 implements L2Store<String> {

  /** An entry with its life, as the real tier would report it. */
  public record Entry(String value, long bornNanos, long deadlineNanos) {}

  /** What it holds. */
  public final Map<String, Entry> entries = new HashMap<>();

  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holding;
  private L2Failure failure = L2Failure.NONE;

  /** How long the JVM is said to have stood still, ns. */
  public volatile long stoppedNanos;

  /** Whether the cache closed it. */
  public boolean closed;

  /** Holds answers back from now on. */
  public synchronized void hold() {
    holding = true;
  }

  /** Fails everything with this from now on. */
  public synchronized void failWith(L2Failure reason) {
    failure = reason;
  }

  /** Lets go of all answers, and of later ones at once. */
  public void release() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = held.poll();
        if (next == null) {
          holding = false;
          return;
        }
      }
      next.run();
    }
  }

  private <T> CompletionStage<T> answer(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable run = () -> answer.complete(work.get());
    synchronized (this) {
      if (holding) {
        held.add(run);
        return answer;
      }
    }
    run.run();
    return answer;
  }

  @Override
  public CompletionStage<L2Answer<String>> read(String key) {
    L2Answer<String> found;
    synchronized (this) {
      Entry entry = entries.get(key);
      if (failure != L2Failure.NONE) {
        found = L2Answer.failed(failure);
      } else if (entry == null) {
        found = L2Answer.miss();
      } else {
        found =
            new L2Answer<>(entry.value(), entry.bornNanos(), entry.deadlineNanos(), L2Failure.NONE);
      }
    }
    return answer(() -> found);
  }

  @Override
  public CompletionStage<L2Failure> write(
      String key, String value, long bornNanos, long deadlineNanos) {
    if (value.equals("unencodable")) {
      throw new IllegalArgumentException("no", new IllegalStateException("cannot"));
    }
    return answer(() -> change(() -> entries.put(key, new Entry(value, bornNanos, deadlineNanos))));
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    return answer(() -> change(() -> entries.remove(key)));
  }

  private synchronized L2Failure change(Runnable change) {
    if (failure == L2Failure.NONE) {
      change.run();
    }
    return failure;
  }

  @Override
  public long stoppedNanos() {
    return stoppedNanos;
  }

  @Override
  public void close() {
    closed = true;
  }
}
