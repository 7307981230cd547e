package dev.cachebench.scenarios.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Frames over a socket, in both directions. Sending never waits: what the socket does not take is
 * kept and sent later, so that a node that stands still holds up nobody. Frames are handed on by
 * one thread, in their order.
 *
 * <p>Safe for use by many threads.
 */
final class FrameLink implements AutoCloseable {

  private static final int FIRST_BUFFER = 64 * 1024;
  private static final int LARGEST_FRAME = 128 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Consumer<Frame> frames;
  private final Runnable ended;
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private ByteBuffer read = ByteBuffer.allocate(FIRST_BUFFER);

  /**
   * Takes over a connected socket.
   *
   * @param frames hears of each frame, on the link's thread
   * @param ended hears, once, that no further frame will come
   */
  FrameLink(SocketChannel channel, Consumer<Frame> frames, Runnable ended) throws IOException {
    this.channel = channel;
    this.frames = frames;
    this.ended = ended;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, SelectionKey.OP_READ);
  }

  /** Begins to read on a daemon thread. */
  void start(String threadName) {
    Thread thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends a frame, now or later; nothing happens when the other end is gone. */
  void send(Frame frame) {
    ByteBuffer buffer = frame.encode();
    synchronized (unsent) {
      try {
        if (unsent.isEmpty()) {
          channel.write(buffer);
        }
        if (buffer.hasRemaining()) {
          unsent.add(buffer);
          key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
          selector.wakeup();
        }
      } catch (IOException | java.nio.channels.CancelledKeyException e) {
        close();
      }
    }
  }

  private void run() {
    try {
      while (channel.isOpen()) {
        selector.select();
        if (key.isValid() && key.isWritable()) {
          flush();
        }
        if (key.isValid() && key.isReadable() && !receive()) {
          return;
        }
      }
    } catch (IOException
        | UncheckedIOException
        | ClosedSelectorException
        | java.nio.channels.CancelledKeyException e) {
      // The other end is gone, or this one was closed.
    } finally {
      close();
      ended.run();
    }
  }

  private void flush() throws IOException {
    synchronized (unsent) {
      while (!unsent.isEmpty()) {
        ByteBuffer first = unsent.getFirst();
        channel.write(first);
        if (first.hasRemaining()) {
          return;
        }
        unsent.removeFirst();
      }
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private boolean receive() throws IOException {
    int count = channel.read(read);
    if (count < 0) {
      return false;
    }
    read.flip();
    while (read.remaining() >= Frame.HEADER) {
      int length = read.getInt(read.position());
      if (length < 0 || length > LARGEST_FRAME) {
        throw new ClosedChannelException();
      }
      if (read.remaining() < Frame.HEADER + length) {
        break;
      }
      ByteBuffer body = read.slice(read.position() + Frame.HEADER, length);
      read.position(read.position() + Frame.HEADER + length);
      frames.accept(Frame.decode(body));
    }
    makeRoom();
    return true;
  }

  private void makeRoom() {
    int wanted = read.remaining() < Frame.HEADER ? 0 : Frame.HEADER + read.getInt(read.position());
    if (wanted > read.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(wanted);
      larger.put(read);
      read = larger;
    } else {
      read.compact();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
