package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * One direction of a tunnel: a source, stages, a destination. When stages and destination hold more
 * than a bound, the source is not read until they hold less.
 *
 * <p>Confined to the event loop of its tunnel.
 */
final class Link {

  /** What a chain without latency may hold; it hardly buffers, so that the sender feels it. */
  private static final int HELD_BYTES = 128 << 10;

  /** 1,024 chunks of 32 KiB: what is on its way over a slow line. */
  private static final int HELD_BYTES_WITH_LATENCY = 32 << 20;

  private final Channel source;
  private final Channel destination;
  private final Tunnel tunnel;
  private final DoubleSupplier draws;
  private final LongSupplier nanoClock;
  private final List<Stage> stages = new ArrayList<>();
  private int mostBytes = HELD_BYTES;
  private long heldBytes;
  private boolean hasEnded;
  private boolean isClosed;

  Link(
      Channel source,
      Channel destination,
      Tunnel tunnel,
      DoubleSupplier draws,
      LongSupplier nanoClock) {
    this.source = source;
    this.destination = destination;
    this.tunnel = tunnel;
    this.draws = draws;
    this.nanoClock = nanoClock;
  }

  EventLoop loop() {
    return source.eventLoop();
  }

  long nanos() {
    return nanoClock.getAsLong();
  }

  /** Returns a random number, 0 to below 1. */
  double draw() {
    return draws.getAsDouble();
  }

  void closeTunnel() {
    tunnel.close();
  }

  void resetOnClose() {
    tunnel.resetOnClose();
  }

  void add(Toxic toxic, boolean isNew) {
    Stage stage = Stage.of(this, toxic);
    stages.add(stage);
    stage.started(isNew);
    limitHeld();
  }

  void update(Toxic toxic) {
    for (Stage stage : List.copyOf(stages)) {
      if (stage.toxic().name().equals(toxic.name())) {
        stage.update(toxic);
      }
    }
  }

  void remove(String toxic) {
    for (Stage stage : List.copyOf(stages)) {
      if (stage.toxic().name().equals(toxic)) {
        stage.removed();
        stages.remove(stage);
      }
    }
    limitHeld();
  }

  /** Takes what was read from the source. */
  void read(ByteBuf data) {
    if (hasEnded || isClosed) {
      data.release();
      return;
    }
    heldBytes += data.readableBytes();
    watchPressure();
    pass(0, data, nanos());
  }

  /** Takes the end of the source. */
  void end() {
    if (!hasEnded) {
      hasEnded = true;
      passEnd(0);
    }
  }

  void passFrom(Stage stage, ByteBuf data, long readNanos) {
    pass(stages.indexOf(stage) + 1, data, readNanos);
  }

  void passEndFrom(Stage stage) {
    passEnd(stages.indexOf(stage) + 1);
  }

  private void pass(int index, ByteBuf data, long readNanos) {
    if (isClosed) {
      data.release();
    } else if (index < stages.size()) {
      stages.get(index).accept(data, readNanos);
    } else {
      int bytes = data.readableBytes();
      destination.writeAndFlush(data).addListener(done -> left(bytes));
    }
  }

  private void passEnd(int index) {
    if (index < stages.size()) {
      stages.get(index).acceptEnd();
    } else if (!isClosed) {
      destination.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  void discard(ByteBuf data) {
    int bytes = data.readableBytes();
    data.release();
    left(bytes);
  }

  private void left(int bytes) {
    heldBytes -= bytes;
    watchPressure();
  }

  private void limitHeld() {
    boolean hasLatency =
        stages.stream().anyMatch(stage -> stage.toxic().type() == ToxicType.LATENCY);
    mostBytes = hasLatency ? HELD_BYTES_WITH_LATENCY : HELD_BYTES;
    watchPressure();
  }

  private void watchPressure() {
    boolean mayRead = heldBytes < mostBytes && tunnel.isOpen();
    if (source.config().isAutoRead() != mayRead) {
      source.config().setAutoRead(mayRead);
    }
  }

  void closed() {
    isClosed = true;
    stages.forEach(Stage::closed);
  }
}
