package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One toxic on one link; passes everything on while it does not act.
 *
 * <p>Confined to the event loop of its tunnel. A buffer belongs to the stage that holds it.
 */
abstract class Stage {

  protected final Link link;

  /** Longer than any connection; a bound that keeps sums of times from overflowing. */
  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);

  private Toxic toxic;
  private boolean isActive;
  private @Nullable ScheduledFuture<?> timer;

  Stage(Link link, Toxic toxic) {
    this.link = link;
    this.toxic = toxic;
    this.isActive = link.draw() < toxic.toxicity();
  }

  static Stage of(Link link, Toxic toxic) {
    return switch (toxic.type()) {
      case LATENCY -> new LatencyStage(link, toxic);
      case BANDWIDTH -> new BandwidthStage(link, toxic);
      case SLOW_CLOSE -> new SlowCloseStage(link, toxic);
      case TIMEOUT -> new TimeoutStage(link, toxic);
      case RESET_PEER -> new ResetPeerStage(link, toxic);
      case SLICER -> new SlicerStage(link, toxic);
      case LIMIT_DATA -> new LimitDataStage(link, toxic);
      case NOOP -> new NoopStage(link, toxic);
      case CORRUPT -> new CorruptStage(link, toxic);
      case DESYNC -> new DesyncStage(link, toxic);
    };
  }

  final Toxic toxic() {
    return toxic;
  }

  final boolean isActive() {
    return isActive;
  }

  final long value(String attribute) {
    return toxic.value(attribute);
  }

  /** Returns an attribute that is a time, at most a year. */
  final long nanos(String attribute, TimeUnit unit) {
    return Math.min(unit.toNanos(toxic.value(attribute)), LONGEST_NANOS);
  }

  /** Takes a chunk that was read, or left a delay, at {@code readNanos}. */
  final void accept(ByteBuf data, long readNanos) {
    if (isActive) {
      onData(data, readNanos);
    } else {
      pass(data, readNanos);
    }
  }

  /** Takes the end of the stream. */
  final void acceptEnd() {
    if (isActive) {
      onEnd();
    } else {
      passEnd();
    }
  }

  protected abstract void onData(ByteBuf data, long readNanos);

  protected void onEnd() {
    passEnd();
  }

  /** The stage is in its place; {@code isNew} tells a new connection from a live one. */
  protected void started(boolean isNew) {}

  /** Hands on everything that is held, at once. */
  protected void release() {}

  /** New attributes hold from now on. */
  protected void changed() {}

  final void update(Toxic changed) {
    cancel();
    toxic = changed;
    isActive = link.draw() < changed.toxicity();
    if (isActive) {
      changed();
    } else {
      release();
    }
  }

  /** The toxic is being taken away. */
  void removed() {
    cancel();
    release();
  }

  /** The tunnel is gone. */
  void closed() {
    cancel();
  }

  protected final void pass(ByteBuf data, long readNanos) {
    link.passFrom(this, data, readNanos);
  }

  protected final void passEnd() {
    link.passEndFrom(this);
  }

  protected final void discard(ByteBuf data) {
    link.discard(data);
  }

  protected final boolean isWaiting() {
    return timer != null;
  }

  /** Runs {@code work} later; one at a time. */
  protected final void after(long nanos, Runnable work) {
    timer =
        link.loop()
            .schedule(
                () -> {
                  timer = null;
                  work.run();
                },
                Math.max(0, nanos),
                TimeUnit.NANOSECONDS);
  }

  protected final void cancel() {
    ScheduledFuture<?> current = timer;
    timer = null;
    if (current != null) {
      current.cancel(false);
    }
  }
}
