package dev.cachebench.scenarios.fault.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that does what it is told, in no time. */
final class FakeNode implements NodeControl {

  final AtomicInteger collections = new AtomicInteger();
  volatile boolean isPaused;
  volatile boolean isDeaf;
  volatile double shareOfLength = 1;

  @Override
  public void pause() {
    isPaused = !isDeaf;
  }

  @Override
  public void resume() {
    isPaused = false;
  }

  @Override
  public boolean answers(Duration patience) {
    return !isPaused;
  }

  @Override
  public CompletionStage<Duration> collect(Duration length) {
    collections.incrementAndGet();
    return CompletableFuture.completedFuture(
        Duration.ofNanos((long) (length.toNanos() * shareOfLength)));
  }
}
