package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stage that holds chunks back, in order, the end of the stream behind them. */
abstract class HoldingStage extends Stage {

  private final ArrayDeque<Held> queue = new ArrayDeque<>();

  /**
   * A chunk, or the end of the stream.
   *
   * @param data null is the end
   * @param readNanos when it was read, or left a delay before
   * @param dueNanos when it may leave
   */
  record Held(@Nullable ByteBuf data, long readNanos, long dueNanos) {}

  HoldingStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  protected final void hold(@Nullable ByteBuf data, long readNanos, long dueNanos) {
    queue.add(new Held(data, readNanos, dueNanos));
  }

  protected final @Nullable Held first() {
    return queue.peek();
  }

  /** Lets the first one go. */
  protected final void passFirst() {
    passFirst(queue.element().readNanos());
  }

  /** Lets the first one go, as if it had been read at {@code readNanos}. */
  protected final void passFirst(long readNanos) {
    Held held = queue.remove();
    if (held.data() == null) {
      passEnd();
    } else {
      pass(held.data(), readNanos);
    }
  }

  /** Holds everything again, the end included, as if it came just now. */
  protected final void holdAgain() {
    List<Held> all = List.copyOf(queue);
    queue.clear();
    for (Held held : all) {
      if (held.data() == null) {
        onEnd();
      } else {
        onData(held.data(), held.readNanos());
      }
    }
  }

  @Override
  protected void onEnd() {
    if (queue.isEmpty()) {
      passEnd();
    } else {
      // In its turn, and not delayed itself.
      hold(null, 0, Long.MIN_VALUE);
    }
  }

  @Override
  protected void release() {
    while (!queue.isEmpty()) {
      passFirst();
    }
  }

  @Override
  void closed() {
    super.closed();
    for (Held held : queue) {
      if (held.data() != null) {
        held.data().release();
      }
    }
    queue.clear();
  }
}
