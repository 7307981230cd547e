package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;

/**
 * A stage that knows replies from each other. On a connection that was live already it waits for a
 * chunk that holds whole replies only, for it may have come in the middle of one; what is no RESP
 * passes as it is.
 */
abstract class RespStage extends Stage {

  /** Shorter strings are left alone: those of handshakes, numbers, states. */
  static final int SHORTEST_STRING = 16;

  private static final int ALL = 100;

  private RespWalker walker = new RespWalker();
  private boolean isInStep;

  RespStage(Link link, Toxic toxic) {
    super(link, toxic);
  }

  @Override
  protected void started(boolean isNew) {
    isInStep = isNew;
  }

  @Override
  protected final void onData(ByteBuf data, long readNanos) {
    if (!isInStep && RespWalker.isWhole(data)) {
      walker = new RespWalker();
      isInStep = true;
    }
    if (!isInStep) {
      outOfStep(data, readNanos);
      return;
    }
    inStep(walker, data, readNanos);
    isInStep = !walker.isLost();
  }

  /** Takes a chunk whose replies cannot be told apart. */
  protected void outOfStep(ByteBuf data, long readNanos) {
    pass(data, readNanos);
  }

  /** Takes a chunk and walks over it. */
  protected abstract void inStep(RespWalker walker, ByteBuf data, long readNanos);

  /** Draws whether one reply is struck. */
  protected final boolean strikes() {
    return link.draw() * ALL < value("percent");
  }

  @Override
  protected void changed() {
    // What passed while it did not act was not followed.
    isInStep = false;
  }
}
